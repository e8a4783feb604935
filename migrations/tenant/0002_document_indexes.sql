DROP INDEX `document_issued`;--> statement-breakpoint
CREATE INDEX `document_issued` ON `document` (`state`,`issuedAt`);--> statement-breakpoint
CREATE INDEX `incoming_twin` ON `incoming` (`senderId`,`notation`,`issuedOn`);