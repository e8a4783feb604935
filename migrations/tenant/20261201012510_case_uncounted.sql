CREATE TABLE `case_uncounted` (
	`caseId` text NOT NULL,
	`no` integer NOT NULL,
	PRIMARY KEY(`caseId`, `no`)
);

--> statement-breakpoint
DELETE FROM `case_tally`;
--> statement-breakpoint
INSERT INTO `case_uncounted` SELECT `caseId`, `no` FROM `case_span` WHERE "end" IS NOT NULL;
