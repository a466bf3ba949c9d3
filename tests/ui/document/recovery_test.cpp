#include "ui/document/recovery.h"
#include "ui/document/scenario_document.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace coldframe::ui {
namespace {

TEST(Recovery, KeepsUnsavedWorkBesideTheUsersFilesAndOffersItToTheNext) {
  QTemporaryDir folder;
  ScenarioDocument document(Catalogue::builtIn());
  ASSERT_TRUE(document.open(QStringLiteral("carrots")).has_value());
  auto crashed = std::make_unique<Recovery>(document, folder.path());
  document.edit("/seed", JsonNode::integer(9), QStringLiteral("seed"));
  crashed->writeNow();
  ASSERT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 1);

  ScenarioDocument next(Catalogue::builtIn());
  Recovery recovery(next, folder.path());
  const std::vector<RecoveredWork> found = recovery.found();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().title, QStringLiteral("Carrots"));
  EXPECT_EQ(found.front().text, document.text());
  ASSERT_TRUE(next.openText(found.front().text, found.front().file).has_value());
  EXPECT_EQ(next.scenario()->bound.seed, 9u);
  recovery.discard(found.front());
  EXPECT_TRUE(recovery.found().empty());
}

TEST(Recovery, LeavesNothingBehindOnceTheWorkIsSaved) {
  QTemporaryDir folder;
  QTemporaryDir own;
  ScenarioDocument document(Catalogue::builtIn());
  ASSERT_TRUE(document.open(QStringLiteral("carrots")).has_value());
  const auto files = [&] { return QDir(folder.path()).entryList(QDir::Files).size(); };
  {
    Recovery recovery(document, folder.path());
    recovery.writeNow();
    EXPECT_EQ(files(), 0) << "nothing was changed";
    document.edit("/seed", JsonNode::integer(9), QStringLiteral("seed"));
    recovery.writeNow();
    EXPECT_EQ(files(), 1);
    ASSERT_TRUE(document.save(own.filePath(QStringLiteral("mine.json"))).has_value());
    EXPECT_EQ(files(), 0);
  }
  EXPECT_EQ(files(), 0);
}

TEST(Recovery, KeepsWhatIsUnsavedWhenTheWindowClosesOrSomethingElseIsOpened) {
  QTemporaryDir folder;
  ScenarioDocument document(Catalogue::builtIn());
  ASSERT_TRUE(document.open(QStringLiteral("carrots")).has_value());
  {
    Recovery recovery(document, folder.path());
    document.edit("/seed", JsonNode::integer(9), QStringLiteral("seed"));
    ASSERT_TRUE(document.open(QStringLiteral("squares")).has_value());
    ASSERT_EQ(recovery.found().size(), 1u);
    EXPECT_EQ(recovery.found().front().title, QStringLiteral("Carrots"));
    document.edit("/seed", JsonNode::integer(8), QStringLiteral("seed"));
  }
  const Recovery next(document, folder.path());
  EXPECT_EQ(next.found().size(), 2u);
}

} // namespace
} // namespace coldframe::ui
