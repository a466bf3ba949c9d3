#include "ui/panels/json_editor.h"
#include "ui/panels/panel.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

namespace coldframe::ui {
namespace {

constexpr int kPatienceMs = 60'000;

struct Window : testing::Test {
  void SetUp() override { QSettings().clear(); }
  bool settled(MainWindow& window) {
    return QTest::qWaitFor(
        [&] {
          const auto& compared = window.workbench().compared();
          return compared.comparison && !compared.comparison->provisional &&
                 !window.workbench().comparisonJob().background().isBusy();
        },
        kPatienceMs);
  }
  bool answered(MainWindow& window) {
    return QTest::qWaitFor([&] { return window.workbench().compared().comparison != nullptr; }, kPatienceMs);
  }
};

TEST_F(Window, ShowsAProvisionalAnswerAndThenTheRefinedOne) {
  MainWindow window(Catalogue::builtIn());
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(settled(window));
  EXPECT_EQ(window.workbench().compared().comparison->replicationsDone, 10u);
  EXPECT_EQ(window.workbench().selectedPlatform(), QStringLiteral("one"));
}

TEST_F(Window, TypingInAFieldChangesTheOutcome) {
  MainWindow window(Catalogue::builtIn());
  window.show();
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(settled(window));
  const auto before = window.workbench().compared().comparison;
  auto* items = window.findChild<QLineEdit*>(QStringLiteral("/workload/items"));
  ASSERT_NE(items, nullptr);
  items->selectAll();
  QTest::keyClicks(items, QStringLiteral("160"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return window.workbench().compared().comparison != before; }, kPatienceMs));
  ASSERT_TRUE(settled(window));
  const auto after = window.workbench().compared().comparison;
  EXPECT_DOUBLE_EQ(after->platforms[0].makespanS.estimate->mean, 2 * before->platforms[0].makespanS.estimate->mean);
  EXPECT_TRUE(window.isWindowModified());
  window.workbench().document().undoStack()->undo();
  EXPECT_EQ(items->text(), QStringLiteral("80"));
}

TEST_F(Window, AFileThatCannotBeReadIsSaidAndWhatIsOpenStays) {
  MainWindow window(Catalogue::builtIn());
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("broken.json"));
  QFile out(file);
  ASSERT_TRUE(out.open(QIODevice::WriteOnly));
  out.write("{\n  \"schema\": nonsense");
  out.close();
  QMimeData dropped;
  dropped.setUrls({QUrl::fromLocalFile(file)});
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &drop);
  EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots"));
  const QString said =
      window.findChild<QDockWidget*>(QStringLiteral("messages"))->findChild<QPlainTextEdit*>()->toPlainText();
  EXPECT_TRUE(said.contains(QStringLiteral("broken.json:2:"))) << said.toStdString();
}

TEST_F(Window, AFileMayBeDroppedAnywhereAlsoOnAnEditor) {
  MainWindow window(Catalogue::builtIn());
  window.show();
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("mine.json"));
  ASSERT_TRUE(window.workbench().document().save(file).has_value());
  ASSERT_TRUE(window.open(QStringLiteral("scrape-pages")));
  auto* editor = window.findChild<JsonEditor*>()->findChild<QPlainTextEdit*>();
  QMimeData dropped;
  dropped.setUrls({QUrl::fromLocalFile(file)});
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(editor->viewport(), &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(editor->viewport(), &drop);
  EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots"));
  EXPECT_FALSE(window.isWindowModified()) << "it was opened, not pasted";
}

TEST_F(Window, EveryCommandIsFoundByTypingAndEveryKeyIsOnTheSheet) {
  MainWindow window(Catalogue::builtIn());
  window.show();
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
  for (const QAction* action : window.findChildren<QAction*>()) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    EXPECT_TRUE(keys.isEmpty() || !sheet->findItems(keys, Qt::MatchExactly).isEmpty()) << action->text().toStdString();
  }
}

TEST_F(Window, MayBeClosedWhileItCompares) {
  {
    MainWindow window(Catalogue::builtIn());
    window.show();
    ASSERT_TRUE(window.open(QStringLiteral("black-scholes")));
    window.workbench().compareNow();
    EXPECT_TRUE(window.workbench().comparisonJob().background().isBusy());
    EXPECT_TRUE(window.close());
  }
}

TEST_F(Window, EveryShippedScenarioIsShownOnEveryPanelAndExported) {
  const Catalogue catalogue = Catalogue::builtIn();
  MainWindow window(catalogue);
  window.resize(1280, 720);
  window.show();
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Scenario)) {
    const QString name = QString::fromStdString(entry->exactName());
    ASSERT_TRUE(window.open(name)) << entry->exactName();
    ASSERT_TRUE(answered(window)) << entry->exactName();
    for (Panel* panel : window.panels()) {
      window.showPanel(panel->title());
      EXPECT_FALSE(panel->grab().isNull());
    }
    QTemporaryDir folder;
    EXPECT_EQ(window.exportAll(folder.path()), QStringList());
    EXPECT_TRUE(QDir(folder.path()).exists(QStringLiteral("compare-platforms.csv")));
  }
}

} // namespace
} // namespace coldframe::ui
