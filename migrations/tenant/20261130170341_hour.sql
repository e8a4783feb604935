ALTER TABLE `document` ADD `deliverBy` text;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `deliverBy` text;
