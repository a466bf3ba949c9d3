#include "tests/ui/open_window.h"
#include "ui/panels/json_editor.h"
#include "ui/panels/panel.h"
#include "ui/window/command_palette.h"

#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTreeWidget>

namespace coldframe::ui {
namespace {

struct Window : OpenWindow {
  bool settled() {
    const auto refined = [this] {
      const auto& comparison = window.workbench().compared().comparison;
      return comparison && !comparison->provisional && !window.workbench().comparisonJob().background().isBusy();
    };
    return QTest::qWaitFor(refined, kPatienceMs);
  }
  bool answered() {
    return QTest::qWaitFor([this] { return window.workbench().compared().comparison != nullptr; }, kPatienceMs);
  }
  QString said() { return named<QDockWidget>("messages")->findChild<QPlainTextEdit*>()->toPlainText(); }
};

TEST_F(Window, ShowsAProvisionalAnswerAndThenTheRefinedOne) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(settled());
  EXPECT_EQ(window.workbench().compared().comparison->replicationsDone, 10u);
  EXPECT_EQ(window.workbench().selectedPlatform(), QStringLiteral("eight")); // the fastest, not the baseline
}

TEST_F(Window, TypingInAFieldChangesTheOutcome) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(settled());
  const auto before = window.workbench().compared().comparison;
  auto* items = window.findChild<QLineEdit*>(QStringLiteral("/workload/items"));
  ASSERT_NE(items, nullptr);
  items->selectAll();
  QTest::keyClicks(items, QStringLiteral("160"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return window.workbench().compared().comparison != before; }, kPatienceMs));
  ASSERT_TRUE(settled());
  const auto after = window.workbench().compared().comparison;
  EXPECT_DOUBLE_EQ(after->platforms[0].makespanS.estimate->mean, 2 * before->platforms[0].makespanS.estimate->mean);
  EXPECT_TRUE(window.isWindowModified());
  window.workbench().document().undoStack()->undo();
  EXPECT_EQ(items->text(), QStringLiteral("80"));
}

TEST_F(Window, AFileThatCannotBeReadIsSaidAndWhatIsOpenStays) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  drop({write("broken.json", "{\n  \"schema\": nonsense")});
  EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots"));
  EXPECT_TRUE(said().contains(QStringLiteral("broken.json:2:"))) << said().toStdString();
}

TEST_F(Window, AFileMayBeDroppedAnywhereAlsoOnAnEditor) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  const QString file = path("mine.json");
  ASSERT_TRUE(window.workbench().document().save(file).has_value());
  ASSERT_TRUE(window.open(QStringLiteral("scrape-pages")));
  auto* editor = window.findChild<JsonEditor*>()->findChild<QPlainTextEdit*>();
  drop({file}, editor->viewport());
  EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots"));
  EXPECT_FALSE(window.isWindowModified()) << "it was opened, not pasted";
}

TEST_F(Window, EveryCommandIsFoundByTypingAndEveryKeyIsOnTheSheet) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  CommandPalette::open(window);
  auto* palette = window.findChild<CommandPalette*>();
  ASSERT_NE(palette, nullptr);
  QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("scal"));
  QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
  for (const Panel* panel : window.panels())
    EXPECT_EQ(panel->isVisible(), panel->title() == u"Scaling") << panel->title().toStdString();
  showShortcutSheet(window);
  auto* sheet = window.findChild<QTreeWidget*>();
  ASSERT_NE(sheet, nullptr);
  EXPECT_FALSE(sheet->findItems(QStringLiteral("View: Batch & memory"), Qt::MatchExactly, 1).isEmpty());
  for (const QAction* action : window.findChildren<QAction*>()) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    EXPECT_TRUE(keys.isEmpty() || !sheet->findItems(keys, Qt::MatchExactly).isEmpty()) << action->text().toStdString();
  }
}

TEST_F(Window, MayBeClosedWhileItCompares) {
  ASSERT_TRUE(window.open(QStringLiteral("black-scholes")));
  window.workbench().compareNow();
  EXPECT_TRUE(window.workbench().comparisonJob().background().isBusy());
  EXPECT_TRUE(window.close()); // and it goes with the test
}

TEST_F(Window, EveryShippedScenarioIsShownOnEveryPanelAndExported) {
  for (const CatalogueEntry* entry : window.workbench().document().catalogue().list(CatalogueKind::Scenario)) {
    const QString name = QString::fromStdString(entry->exactName());
    ASSERT_TRUE(window.open(name)) << entry->exactName();
    ASSERT_TRUE(answered()) << entry->exactName();
    for (Panel* panel : window.panels()) {
      window.showPanel(panel->title());
      EXPECT_FALSE(panel->grab().isNull());
    }
    QTemporaryDir exported;
    EXPECT_EQ(window.exportAll(exported.path()), QStringList());
    EXPECT_TRUE(QDir(exported.path()).exists(QStringLiteral("compare-platforms.csv")));
  }
}

} // namespace
} // namespace coldframe::ui
