ALTER TABLE `committee_name` ADD `look` text DEFAULT '' NOT NULL;
--> statement-breakpoint
CREATE INDEX `committee_name_look` ON `committee_name` (`look`);
