ALTER TABLE `procedure` ADD `baseId` text;
--> statement-breakpoint
ALTER TABLE `procedure` ADD `baseIssuer` text;
--> statement-breakpoint
ALTER TABLE `procedure` ADD `handedAt` integer;
--> statement-breakpoint
CREATE INDEX `procedure_base_of` ON `procedure` (`baseId`) WHERE baseId is not null;
--> statement-breakpoint
ALTER TABLE `procedure_version` ADD `baseVersionId` text;
--> statement-breakpoint
ALTER TABLE `procedure_version` ADD `baseNumber` integer;
--> statement-breakpoint
ALTER TABLE `procedure_version` ADD `baseHash` text;
--> statement-breakpoint
ALTER TABLE `procedure_version` ADD `baseFrom` text;
--> statement-breakpoint
ALTER TABLE `procedure_version` ADD `base` text;
--> statement-breakpoint
ALTER TABLE `procedure_version` ADD `ops` text;
