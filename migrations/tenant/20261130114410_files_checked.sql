ALTER TABLE `incoming_file` ADD `blocks` text;
--> statement-breakpoint
ALTER TABLE `file` ADD `blocks` text;
--> statement-breakpoint
ALTER TABLE `file` ADD `remarks` text;
--> statement-breakpoint
ALTER TABLE `file` ADD `checkedAt` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `file` ADD `trouble` text;
--> statement-breakpoint
CREATE INDEX `file_checked` ON `file` (`checkedAt`);
--> statement-breakpoint
CREATE INDEX `file_stored` ON `file` (`trouble`,`size`);
