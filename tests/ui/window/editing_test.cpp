#include "tests/ui/open_window.h"
#include "ui/document/text.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/panel.h"
#include "ui/plots/cost_time_plot.h"
#include "ui/window/appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <memory>

namespace coldframe::ui {
namespace {

struct Editing : OpenWindow {
  void SetUp() override {
    OpenWindow::SetUp();
    ASSERT_TRUE(window.open(QStringLiteral("carrots")));
    ASSERT_TRUE(idle());
  }
  void TearDown() override { showAppearance(Appearance::System); }

  QPlainTextEdit* jsonEditor() {
    for (QPlainTextEdit* edit : window.findChildren<QPlainTextEdit*>())
      if (!edit->isReadOnly())
        return edit;
    return nullptr;
  }
  void type(QLineEdit* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
  }
};

TEST_F(Editing, WhatIsWrongIsExplainedAtItsFieldAndTheLastAnswerStays) {
  auto* memory = named<QLineEdit>("/workload/item/memory");
  ASSERT_NE(memory, nullptr);
  auto* problem = memory->parentWidget()->parentWidget()->findChild<QLabel*>(QStringLiteral("problem"));
  ASSERT_NE(problem, nullptr);
  EXPECT_TRUE(problem->isHidden());
  const auto answer = window.workbench().compared().comparison;

  type(memory, QStringLiteral("180"));
  EXPECT_FALSE(problem->isHidden());
  ASSERT_FALSE(window.workbench().document().problems().empty());
  EXPECT_TRUE(problem->text().startsWith(toQt(window.workbench().document().problems().front().what)));
  EXPECT_EQ(memory->text(), QStringLiteral("180")); // what was typed is kept
  EXPECT_EQ(window.workbench().compared().comparison, answer);

  type(memory, QStringLiteral("180 MB"));
  EXPECT_TRUE(problem->isHidden());
}

TEST_F(Editing, TheFormShowsWhatTheJsonSaysAndTheJsonWhatTheFormSays) {
  auto* items = named<QLineEdit>("/workload/items");
  QPlainTextEdit* json = jsonEditor();
  ASSERT_NE(items, nullptr);
  ASSERT_NE(json, nullptr);
  type(items, QStringLiteral("96"));
  EXPECT_TRUE(json->toPlainText().contains(QStringLiteral("\"items\": 96")));

  items->clearFocus();
  json->setPlainText(json->toPlainText().replace(QStringLiteral("\"items\": 96"), QStringLiteral("\"items\": 64")));
  EXPECT_TRUE(QTest::qWaitFor([&] { return items->text() == u"64"; }, kPatienceMs));
}

TEST_F(Editing, UndoAndRedoNameTheirStep) {
  auto* items = named<QLineEdit>("/workload/items");
  ASSERT_NE(items, nullptr);
  type(items, QStringLiteral("96"));
  QAction* undo = action("Undo");
  QAction* redo = action("Redo");
  ASSERT_NE(undo, nullptr);
  ASSERT_NE(redo, nullptr);
  EXPECT_EQ(undo->text().remove(u'&'), QStringLiteral("Undo change of items"));
  undo->trigger();
  EXPECT_EQ(items->text(), QStringLiteral("80"));
  EXPECT_EQ(redo->text().remove(u'&'), QStringLiteral("Redo change of items"));
  redo->trigger();
  EXPECT_EQ(items->text(), QStringLiteral("96"));
}

TEST_F(Editing, ClosingAndEndingWithAnUnsavedChangeIsSafe) {
  auto other = std::make_unique<MainWindow>(Catalogue::builtIn());
  ASSERT_TRUE(other->open(QStringLiteral("carrots")));
  other->workbench().document().edit("/workload/items", JsonNode::integer(96), QStringLiteral("items"));
  EXPECT_TRUE(other->isWindowModified());
  EXPECT_TRUE(other->close());
  other.reset();
}

TEST_F(Editing, StopEndsTheComparisonAndKeepsAnAnswer) {
  ASSERT_TRUE(window.open(QStringLiteral("scrape-pages")));
  ASSERT_TRUE(QTest::qWaitFor([&] { return window.workbench().compared().comparison != nullptr; }, kPatienceMs));
  window.workbench().compareNow();
  QAction* stop = action("Stop");
  ASSERT_NE(stop, nullptr);
  ASSERT_TRUE(stop->isEnabled());
  stop->trigger();
  ASSERT_TRUE(idle());
  EXPECT_FALSE(stop->isEnabled());
  EXPECT_NE(window.workbench().compared().comparison, nullptr);
}

TEST_F(Editing, TheTableIsCopiedWholeAndAsItIsExported) {
  window.showPanel(QStringLiteral("Compare"));
  auto* copy = window.findChild<ComparePanel*>()->findChild<QAction*>(QStringLiteral("copy-table"));
  ASSERT_NE(copy, nullptr);
  copy->trigger();
  const QString copied = QGuiApplication::clipboard()->text();
  for (const Outcome& outcome : window.workbench().compared().comparison->platforms)
    EXPECT_TRUE(copied.contains(toQt(outcome.id))) << outcome.id;
  EXPECT_EQ(copied.count(u'\n'),
            static_cast<qsizetype>(window.workbench().compared().comparison->platforms.size()) + 1);
}

TEST_F(Editing, TheAppearanceIsChosenInTheMenuFollowedByTheChartsAndRemembered) {
  auto* plot = window.findChild<CostTimePlot*>();
  ASSERT_NE(plot, nullptr);
  const QString before = jsonEditor()->toPlainText();
  named<QAction>("appearance-dark")->trigger();
  QCoreApplication::processEvents();
  EXPECT_TRUE(plot->theme().dark);
  EXPECT_EQ(rememberedAppearance(), Appearance::Dark);
  named<QAction>("appearance-light")->trigger();
  QCoreApplication::processEvents();
  EXPECT_FALSE(plot->theme().dark);
  EXPECT_EQ(rememberedAppearance(), Appearance::Light);
  EXPECT_EQ(jsonEditor()->toPlainText(), before);
  EXPECT_FALSE(window.isWindowModified());
}

TEST_F(Editing, EveryPanelIsReachedByItsKey) {
  auto* stage = qobject_cast<QTabWidget*>(window.centralWidget());
  ASSERT_NE(stage, nullptr);
  for (std::size_t i = 0; i < window.panels().size(); ++i) {
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)));
    int found = 0;
    for (QAction* each : window.findChildren<QAction*>())
      if (each->shortcut() == keys) {
        ++found;
        each->trigger();
      }
    EXPECT_EQ(found, 1) << i;
    EXPECT_EQ(stage->currentWidget(), window.panels()[i]);
  }
}

} // namespace
} // namespace coldframe::ui
