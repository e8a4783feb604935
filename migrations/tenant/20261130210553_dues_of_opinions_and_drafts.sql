CREATE INDEX `document_due` ON `document` (`holdDueOn`) WHERE state = 'draft' and holdDueOn is not null;
--> statement-breakpoint
CREATE INDEX `event_due` ON `event` (`dueOn`) WHERE state = 'collecting';
