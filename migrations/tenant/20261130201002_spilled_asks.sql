ALTER TABLE `spill` ADD `sendings` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
CREATE INDEX `sealed_row` ON `sealed` (`place`,`row`);
