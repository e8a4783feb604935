DROP INDEX `spill_at`;
--> statement-breakpoint
CREATE INDEX `spill_list` ON `spill` (`at`,`id`);
--> statement-breakpoint
CREATE INDEX `spill_state` ON `spill` (`state`,`at`,`id`);
--> statement-breakpoint
CREATE INDEX `document_register_deciding` ON `document` (`decidingBody`,`issuedAt`) WHERE number is not null;
--> statement-breakpoint
CREATE INDEX `document_register_typed_deciding` ON `document` ((typeId || ' ' || decidingBody),`issuedAt`) WHERE number is not null;
