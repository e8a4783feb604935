DROP INDEX `issuer_suffix`;--> statement-breakpoint
CREATE UNIQUE INDEX `issuer_suffix` ON `issuer` (`suffix`) WHERE closedAt is null;--> statement-breakpoint
-- Congresses count by themselves: what they counted by terms so far is one run.
INSERT INTO `number_series` (`issuerId`, `termId`, `series`, `last`)
SELECT `issuerId`, 'congress', `series`, max(`last`) FROM `number_series`
WHERE `issuerId` IN (SELECT `id` FROM `issuer` WHERE `kind` = 'congress') GROUP BY `issuerId`, `series`;
--> statement-breakpoint
DELETE FROM `number_series`
WHERE `termId` <> 'congress' AND `issuerId` IN (SELECT `id` FROM `issuer` WHERE `kind` = 'congress');
--> statement-breakpoint
UPDATE OR IGNORE `document` SET `termId` = 'congress'
WHERE `termId` IS NOT NULL AND `issuerId` IN (SELECT `id` FROM `issuer` WHERE `kind` = 'congress');
