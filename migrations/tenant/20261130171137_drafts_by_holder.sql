CREATE INDEX `document_holder` ON `document` (`holderId`,`updatedAt`) WHERE state = 'draft';
