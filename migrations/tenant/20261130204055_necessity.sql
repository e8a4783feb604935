ALTER TABLE `document` ADD `necessity` text;
--> statement-breakpoint
ALTER TABLE `document_type` ADD `asksNecessity` integer DEFAULT false NOT NULL;
--> statement-breakpoint
UPDATE `document_type` SET `asksNecessity` = 1 WHERE `id` IN ('nghi-quyet', 'chi-thi');
