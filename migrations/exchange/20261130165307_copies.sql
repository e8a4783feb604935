ALTER TABLE `consignment` ADD `copy` text;
--> statement-breakpoint
ALTER TABLE `consignment` ADD `copyOfId` text;
