ALTER TABLE `consignment_file` ADD `blocks` text;
--> statement-breakpoint
ALTER TABLE `consignment_file` ADD `remarks` text;
