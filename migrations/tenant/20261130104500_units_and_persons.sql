ALTER TABLE `unit` ADD `kind` text DEFAULT 'body' NOT NULL;
--> statement-breakpoint
ALTER TABLE `unit` ADD `opensOn` text;
--> statement-breakpoint
ALTER TABLE `unit` ADD `closesOn` text;
--> statement-breakpoint
ALTER TABLE `unit` ADD `heirId` text;
--> statement-breakpoint
-- The day in Vietnam (UTC+7) on which a unit was closed.
UPDATE `unit` SET `closesOn` = date(`closedAt` / 1000 + 25200, 'unixepoch') WHERE `closedAt` IS NOT NULL;
--> statement-breakpoint
CREATE TABLE `person` (
  `id` text PRIMARY KEY NOT NULL,
  `name` text NOT NULL,
  `sortKey` text NOT NULL,
  `unitId` text NOT NULL,
  `opensOn` text NOT NULL,
  `closesOn` text,
  `memberId` text,
  `version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `person_order` ON `person` (`sortKey`,`id`);
--> statement-breakpoint
CREATE INDEX `person_unit` ON `person` (`unitId`,`sortKey`,`id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_member` ON `person` (`memberId`);
--> statement-breakpoint
-- Whose account a person of the roll may be.
CREATE INDEX `member_name` ON `member` (`sortKey`);
