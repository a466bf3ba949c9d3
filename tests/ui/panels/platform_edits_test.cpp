// Platforms that come, are copied and go in the form, each as one step that can be undone.
#include "ui/document/scenario_document.h"
#include "ui/document/text.h"
#include "ui/panels/scenario_form.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

namespace coldframe::ui {
namespace {

struct Platforms : testing::Test {
  ScenarioDocument document{Catalogue::builtIn()};
  ScenarioForm form{document};

  void open(const char* name) {
    ASSERT_TRUE(document.open(QLatin1String(name)).has_value());
    form.show();
  }
  QStringList ids() {
    QStringList found;
    const JsonNode* platforms = document.root().find("platforms");
    for (std::size_t i = 0; i < platforms->size(); ++i)
      found += toQt(platforms->at(i).find("id")->asString());
    return found;
  }
  // As chosen in the menu of the button below the platforms.
  void add(int which) {
    form.findChild<QToolButton*>(QStringLiteral("add-platform"))->menu()->actions().at(which)->trigger();
    QCoreApplication::processEvents();
  }
  void run(const char* action) {
    auto* found = form.findChild<QAction*>(QLatin1String(action));
    ASSERT_NE(found, nullptr) << action;
    found->trigger();
    QCoreApplication::processEvents();
  }
  QString problems() {
    QStringList all;
    for (const Problem& problem : document.problems())
      all += toQt(problem.pointer + ": " + problem.what);
    return all.join(u'\n');
  }
};

TEST_F(Platforms, OfEachKindCanBeAddedAndTheScenarioIsStillOne) {
  open("scrape-pages");
  const QStringList before = ids();
  for (int kind = 0; kind < 3; ++kind)
    add(kind);
  EXPECT_EQ(ids(),
            before + QStringList({QStringLiteral("laptop-2"), QStringLiteral("lambda-2"), QStringLiteral("box-2")}));
  EXPECT_TRUE(document.problems().empty()) << problems().toStdString();
  EXPECT_EQ(document.scenario()->bound.platforms.size(), static_cast<std::size_t>(ids().size()));
}

TEST_F(Platforms, OfAKindThatThereIsNoneOfYetIsOneThatRuns) {
  open("sebs-uploader"); // has functions and a machine, of its own time
  const QStringList before = ids();
  add(0);
  EXPECT_EQ(ids(), before + QStringList(QStringLiteral("laptop")));
  EXPECT_TRUE(document.problems().empty()) << problems().toStdString();
}

TEST_F(Platforms, ANewOneOpensForEditing) {
  open("scrape-pages");
  EXPECT_EQ(form.findChild<QLineEdit*>(QStringLiteral("/platforms/4/cores")), nullptr);
  add(0);
  auto* cores = form.findChild<QLineEdit*>(QStringLiteral("/platforms/4/cores"));
  ASSERT_NE(cores, nullptr);
  cores->selectAll();
  QTest::keyClicks(cores, QStringLiteral("16"));
  EXPECT_EQ(findByPointer(document.root(), "/platforms/4/cores")->asNumber(), 16);
}

TEST_F(Platforms, EachStepIsUndoneByItself) {
  open("scrape-pages");
  const QString before = document.text();
  add(0);
  add(0);
  EXPECT_EQ(document.undoStack()->count(), 2);
  EXPECT_EQ(document.undoStack()->undoText(), QStringLiteral("change of platforms"));
  document.undoStack()->undo();
  EXPECT_TRUE(ids().contains(QStringLiteral("laptop-2")));
  EXPECT_FALSE(ids().contains(QStringLiteral("laptop-3")));
  document.undoStack()->undo();
  EXPECT_FALSE(ids().contains(QStringLiteral("laptop-2")));
}

TEST_F(Platforms, ACopySaysTheSameUnderAnotherNameAndStandsBesideIt) {
  open("scrape-pages");
  run("copy-lambda");
  const QStringList all = ids();
  EXPECT_EQ(all.indexOf(u"lambda-2"), all.indexOf(u"lambda") + 1);
  const JsonNode* platforms = document.root().find("platforms");
  const auto at = [&](const char* id) {
    return platforms->at(static_cast<std::size_t>(all.indexOf(QLatin1String(id))));
  };
  JsonNode original = at("lambda");
  JsonNode copy = at("lambda-2");
  for (JsonNode* each : {&original, &copy}) {
    each->remove("id");
    each->remove("label");
  }
  EXPECT_TRUE(copy.sameValue(original));
  EXPECT_TRUE(document.problems().empty()) << problems().toStdString();
}

TEST_F(Platforms, ARemovedOneIsGoneAlsoAsBaseline) {
  open("scrape-pages");
  ASSERT_EQ(document.root().find("baseline")->asString(), "laptop");
  run("remove-laptop");
  EXPECT_FALSE(ids().contains(QStringLiteral("laptop")));
  EXPECT_EQ(document.root().find("baseline"), nullptr);
  EXPECT_TRUE(document.problems().empty()) << problems().toStdString();
  EXPECT_EQ(document.undoStack()->count(), 1);
  document.undoStack()->undo();
  EXPECT_TRUE(ids().contains(QStringLiteral("laptop")));
  EXPECT_EQ(document.root().find("baseline")->asString(), "laptop");
}

} // namespace
} // namespace coldframe::ui
