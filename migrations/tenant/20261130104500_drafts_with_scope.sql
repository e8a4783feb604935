ALTER TABLE `document` ADD `unitId` text;
--> statement-breakpoint
-- Drafts already begun belong to the unit their author is in now.
UPDATE `document` SET `unitId` = (SELECT `unitId` FROM `member` WHERE `member`.`id` = `document`.`authorId`);
--> statement-breakpoint
CREATE TABLE `document_person` (
	`documentId` text NOT NULL,
	`memberId` text NOT NULL,
	PRIMARY KEY(`documentId`, `memberId`)
);
--> statement-breakpoint
CREATE INDEX `document_person_member` ON `document_person` (`memberId`);
