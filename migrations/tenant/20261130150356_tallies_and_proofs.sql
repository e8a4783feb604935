CREATE TABLE `document_tally` (
	`year` text NOT NULL,
	`termId` text NOT NULL,
	`typeId` text NOT NULL,
	`typeName` text NOT NULL,
	`decidingBody` text NOT NULL,
	`papers` integer NOT NULL,
	`places` integer NOT NULL,
	PRIMARY KEY(`year`, `termId`, `typeId`, `decidingBody`)
);

--> statement-breakpoint
CREATE TABLE `number_proof` (
	`issuerId` text NOT NULL,
	`termId` text NOT NULL,
	`series` text NOT NULL,
	`at` integer NOT NULL,
	`counter` integer NOT NULL,
	`first` integer,
	`last` integer,
	`lines` integer NOT NULL,
	`voided` integer NOT NULL,
	`gaps` text NOT NULL,
	PRIMARY KEY(`issuerId`, `termId`, `series`)
);

--> statement-breakpoint
INSERT INTO document_tally (year, termId, typeId, typeName, decidingBody, papers, places)
  SELECT substr(issuedOn, 1, 4), coalesce(termId, ''), coalesce(typeId, ''), max(coalesce(typeName, '')),
    coalesce(decidingBody, ''), count(*), sum(recipientCount)
  FROM document WHERE state = 'issued' AND issuedOn IS NOT NULL
  GROUP BY 1, 2, 3, 5;
--> statement-breakpoint
CREATE TRIGGER document_tally_issued AFTER UPDATE OF state ON document
WHEN NEW.state = 'issued' AND OLD.state <> 'issued'
BEGIN
  INSERT INTO document_tally (year, termId, typeId, typeName, decidingBody, papers, places)
    VALUES (substr(NEW.issuedOn, 1, 4), coalesce(NEW.termId, ''), coalesce(NEW.typeId, ''), coalesce(NEW.typeName, ''),
      coalesce(NEW.decidingBody, ''), 1, NEW.recipientCount)
    ON CONFLICT (year, termId, typeId, decidingBody) DO UPDATE SET papers = papers + 1, places = places + excluded.places;
END;
--> statement-breakpoint
CREATE TRIGGER document_tally_forwarded AFTER UPDATE OF recipientCount ON document
WHEN NEW.state = 'issued' AND OLD.state = 'issued'
BEGIN
  UPDATE document_tally SET places = places + NEW.recipientCount - OLD.recipientCount
    WHERE year = substr(NEW.issuedOn, 1, 4) AND termId = coalesce(NEW.termId, '') AND typeId = coalesce(NEW.typeId, '')
      AND decidingBody = coalesce(NEW.decidingBody, '');
END;
