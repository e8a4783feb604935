CREATE TABLE `committee_issuer` (
	`committeeId` text NOT NULL,
	`issuerId` text NOT NULL,
	`name` text NOT NULL,
	`suffix` text NOT NULL,
	PRIMARY KEY(`committeeId`, `issuerId`)
);

--> statement-breakpoint
CREATE TABLE `committee_wish` (
	`committeeId` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`committeeId`, `kind`, `key`)
);

--> statement-breakpoint
CREATE TABLE `confirmation` (
	`committeeId` text PRIMARY KEY NOT NULL,
	`byId` text,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	`facts` text NOT NULL
);

--> statement-breakpoint
CREATE INDEX `confirmation_by` ON `confirmation` (`byId`);
--> statement-breakpoint
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`aboutId` text NOT NULL,
	`byId` text NOT NULL,
	`actor` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`settledAt` integer,
	`settledBy` text,
	`outcome` text
);

--> statement-breakpoint
CREATE INDEX `report_open` ON `report` (`settledAt`,`id`);
--> statement-breakpoint
CREATE INDEX `report_about` ON `report` (`aboutId`,`id`);
--> statement-breakpoint
CREATE TABLE `operator` (
	`userId` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);

--> statement-breakpoint
ALTER TABLE `committee` ADD `look` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `committee` ADD `version` integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE `committee` ADD `told` integer DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX `committee_look` ON `committee` (`look`);

--> statement-breakpoint
-- What superiors accepted before stands as confirmed by them; it counts once the operator has confirmed the root.
INSERT INTO `confirmation` (`committeeId`, `byId`, `actor`, `at`, `facts`)
	SELECT c.`id`, c.`superiorId`,
		coalesce((SELECT `actor` FROM `committee_event` WHERE `committeeId` = c.`id` AND `action` = 'link.accept' ORDER BY `id` DESC LIMIT 1), ''),
		coalesce((SELECT `at` FROM `committee_event` WHERE `committeeId` = c.`id` AND `action` = 'link.accept' ORDER BY `id` DESC LIMIT 1), c.`createdAt`),
		json_object('name', c.`name`, 'kind', c.`kind`, 'suffix', c.`suffix`,
			'codes', json((SELECT json_group_array(json_object('code', `code`, 'validFrom', `validFrom`, 'validTo', `validTo`)) FROM `committee_code` WHERE `committeeId` = c.`id`)),
			'issuers', json('[]'))
	FROM `committee` c WHERE c.`superiorState` = 'accepted';
--> statement-breakpoint
-- Every committee is woken once, to tell the directory of its issuers.
INSERT OR IGNORE INTO `wake` (`committeeId`, `at`) SELECT `id`, 0 FROM `committee` WHERE `state` <> 'provisioning';
