#include "ui/document/scenario_document.h"
#include "ui/document/text.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace coldframe::ui {
namespace {

std::string batchOf(const ScenarioDocument& document) {
  const JsonNode* batch = findByPointer(document.root(), "/workload/batch");
  return batch == nullptr ? "absent" : writeJsonLine(*batch);
}

struct OpenScrape : testing::Test {
  ScenarioDocument document{Catalogue::builtIn()};
  void SetUp() override { ASSERT_TRUE(document.open(QStringLiteral("scrape-pages")).has_value()); }
};

TEST_F(OpenScrape, HasItsTextItsTreeAndTheScenarioDerivedFromThem) {
  EXPECT_EQ(document.title(), QStringLiteral("Scrape 10,840 pages"));
  EXPECT_TRUE(document.problems().empty());
  ASSERT_NE(document.scenario(), nullptr);
  EXPECT_EQ(document.scenario()->bound.platforms.size(), 4u);
  EXPECT_TRUE(document.undoStack()->isClean());
}

TEST_F(OpenScrape, AnEditIsOneNamedStepThatCanBeUndoneToTheSameTree) {
  const std::string before = writeJson(document.root(), true);
  document.edit("/workload/batch", JsonNode::integer(28), QStringLiteral("batch"));
  EXPECT_EQ(batchOf(document), "28");
  EXPECT_EQ(document.undoStack()->undoText(), QStringLiteral("change of batch"));
  EXPECT_EQ(std::get<JobWorkload>(document.scenario()->scenario.blocks.workload).job.batch, 28);
  document.undoStack()->undo();
  EXPECT_EQ(writeJson(document.root(), true), before);
  document.undoStack()->redo();
  EXPECT_EQ(batchOf(document), "28");
}

TEST_F(OpenScrape, TypingOnInOneFieldIsOneStepAndComingBackToItAnother) {
  document.edit("/workload/batch", JsonNode::integer(2), QStringLiteral("batch"), 1);
  document.edit("/workload/batch", JsonNode::integer(28), QStringLiteral("batch"), 1);
  EXPECT_EQ(document.undoStack()->count(), 1);
  document.edit("/workload/batch", JsonNode::integer(30), QStringLiteral("batch"), 2);
  EXPECT_EQ(document.undoStack()->count(), 2);
  document.undoStack()->undo();
  EXPECT_EQ(batchOf(document), "28");
}

TEST_F(OpenScrape, AnAddedMemberIsTakenAwayByUndoAndARemovedOneComesBackInItsPlace) {
  const std::string before = writeJson(document.root(), true);
  document.edit("/workload/failure_probability", JsonNode::number(0.01), QStringLiteral("failure probability"));
  EXPECT_NE(findByPointer(document.root(), "/workload/failure_probability"), nullptr);
  document.undoStack()->undo();
  EXPECT_EQ(writeJson(document.root(), true), before);
  document.remove("/workload/batch", QStringLiteral("batch"));
  EXPECT_EQ(batchOf(document), "absent");
  document.undoStack()->undo();
  EXPECT_EQ(writeJson(document.root(), true), before);
}

TEST_F(OpenScrape, AMistakeKeepsTheLastGoodScenarioAndSaysWhereItIs) {
  const auto good = document.scenario();
  document.edit("/workload/item/memory", JsonNode::string("180"), QStringLiteral("memory"));
  EXPECT_EQ(document.scenario(), good);
  ASSERT_EQ(document.problems().size(), 1u);
  EXPECT_EQ(document.problems().front().pointer, "/workload/item/memory");
  EXPECT_GT(document.problems().front().line, 0);
  document.edit("/workload/item/memory", JsonNode::string("200 MB"), QStringLiteral("memory"));
  EXPECT_TRUE(document.problems().empty());
  EXPECT_NE(document.scenario(), good);
}

TEST_F(OpenScrape, TextThatIsNoJsonIsKeptAsTypedAndChangesNothingElse) {
  const QString broken = document.text().chopped(20);
  document.setText(broken);
  EXPECT_FALSE(document.textIsJson());
  EXPECT_EQ(document.text(), broken);
  ASSERT_FALSE(document.problems().empty());
  EXPECT_GT(document.problems().front().line, 1);
  document.edit("/workload/batch", JsonNode::integer(1), QStringLiteral("batch"));
  EXPECT_EQ(document.text(), broken);
  EXPECT_NE(batchOf(document), "1");
}

TEST_F(OpenScrape, AChangedLineOfTextIsAChangeOfThatPlaceAlone) {
  QString text = document.text();
  const auto at = text.indexOf(QStringLiteral("\"batch\": 40"));
  ASSERT_GE(at, 0);
  text.replace(at, 11, QStringLiteral("\"batch\": 44"));
  document.setText(text);
  EXPECT_EQ(batchOf(document), "44");
  EXPECT_EQ(document.text(), text);
  EXPECT_EQ(document.undoStack()->undoText(), QStringLiteral("change of /workload/batch"));
}

TEST_F(OpenScrape, AFileThatCannotBeReadLeavesWhatIsOpen) {
  const QString text = document.text();
  QSignalSpy opened(&document, &ScenarioDocument::opened);
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("half.json"));
  QFile out(file);
  ASSERT_TRUE(out.open(QIODevice::WriteOnly));
  out.write("{\"schema\": \"coldframe.scen");
  out.close();
  const auto half = document.open(file);
  ASSERT_FALSE(half.has_value());
  EXPECT_EQ(half.error().kind, ErrorKind::Input);
  EXPECT_EQ(half.error().problems.front().line, 1);
  EXPECT_FALSE(document.open(QStringLiteral("/nowhere/at/all.json")).has_value());
  EXPECT_EQ(document.text(), text);
  EXPECT_EQ(opened.count(), 0);
}

TEST_F(OpenScrape, SavesToAFileThatOpensToTheSame) {
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("mine.json"));
  document.edit("/workload/batch", JsonNode::integer(20), QStringLiteral("batch"));
  ASSERT_TRUE(document.save(file).has_value());
  EXPECT_TRUE(document.undoStack()->isClean());
  ScenarioDocument again(Catalogue::builtIn());
  ASSERT_TRUE(again.open(file).has_value());
  EXPECT_EQ(again.text(), document.text());
  const auto refused = document.save(folder.filePath(QStringLiteral("no/such/folder.json")));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::Output);
}

} // namespace
} // namespace coldframe::ui
