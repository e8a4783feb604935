CREATE TABLE `wake` (
	`committeeId` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`committeeId`, `at`)
);
--> statement-breakpoint
CREATE INDEX `wake_at` ON `wake` (`at`);
--> statement-breakpoint
ALTER TABLE `committee` ADD `placedAt` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `committee` ADD `nameWords` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `committee` ADD `placeWords` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `committee` ADD `otherWords` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `committee` ADD `heirId` text;
--> statement-breakpoint
-- What was folded before stays whole among the words that do not change, so that an old name is still found.
UPDATE `committee` SET `placedAt` = `editedAt`,
	`otherWords` = coalesce((SELECT text FROM committee_search WHERE committee_search.rowid = committee.rowid), '');
--> statement-breakpoint
-- Every committee that stands is woken once, to tidy up; from then on it says itself when it wants to be.
INSERT INTO `wake` (`committeeId`, `at`) SELECT `id`, 0 FROM `committee` WHERE `state` <> 'provisioning';
