CREATE TABLE Orders (Id int NOT NULL AUTO_INCREMENT PRIMARY KEY, CustomerName varchar(20), Total decimal(8,2), Twice decimal(9,2) AS (Total * 2) STORED, KEY byName (CustomerName), CONSTRAINT isPositive CHECK (Total > 0));
CREATE TABLE `Lines` (OrderId int NOT NULL, `Größe` int, CONSTRAINT toOrder FOREIGN KEY (OrderId) REFERENCES Orders (Id));
CREATE TABLE `lines` (n int);
INSERT INTO Orders (CustomerName, Total) VALUES ('A', 1);
INSERT INTO `Lines` VALUES (1, 2);
