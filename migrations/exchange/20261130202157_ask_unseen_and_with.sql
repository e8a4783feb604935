CREATE INDEX `ask_unseen` ON `ask` (`toId`,`taken`) WHERE seen < fromSeq;
--> statement-breakpoint
CREATE INDEX `ask_with` ON `ask` (`consignmentId`,`toId`) WHERE consignmentId is not null;
