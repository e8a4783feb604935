DROP INDEX `incoming_arrived`;--> statement-breakpoint
DROP INDEX `document_register`;--> statement-breakpoint
CREATE INDEX `document_register` ON `document` (`issuedAt`) WHERE number is not null;--> statement-breakpoint
CREATE INDEX `document_recipient_order` ON `document_recipient` (`documentId`,`position`);