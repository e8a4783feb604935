ALTER TABLE `term` ADD `ground` text DEFAULT 'congress' NOT NULL;--> statement-breakpoint
ALTER TABLE `term` ADD `note` text;--> statement-breakpoint
CREATE INDEX `member_unit` ON `member` (`unitId`);--> statement-breakpoint
CREATE INDEX `member_position` ON `member` (`positionId`);--> statement-breakpoint
CREATE INDEX `member_role_role` ON `member_role` (`role`);--> statement-breakpoint
CREATE INDEX `unit_parent` ON `unit` (`parentId`);--> statement-breakpoint
CREATE INDEX `document_term` ON `document` (`termId`,`issuedOn`);