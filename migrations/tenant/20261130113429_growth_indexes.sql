CREATE INDEX `document_register_issuer` ON `document` (`issuerId`,`issuedAt`) WHERE number is not null;
--> statement-breakpoint
CREATE INDEX `document_register_type` ON `document` (`typeId`,`issuedAt`) WHERE number is not null;
--> statement-breakpoint
CREATE INDEX `document_register_both` ON `document` ((issuerId || ' ' || typeId),`issuedAt`) WHERE number is not null;
--> statement-breakpoint
CREATE INDEX `document_issued_type` ON `document` (`state`,`typeId`,`issuedAt`);
--> statement-breakpoint
CREATE INDEX `document_draft_type` ON `document` (`typeId`,`updatedAt`) WHERE state = 'draft';
--> statement-breakpoint
CREATE INDEX `incoming_day` ON `incoming` (`book`,`period`,`arrivedOn`,`arrivalNo`);
