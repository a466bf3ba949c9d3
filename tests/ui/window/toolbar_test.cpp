// The toolbar, the tour and the one history of views, by clicks and keys.
#include "tests/ui/open_window.h"
#include "ui/document/text.h"
#include "ui/panels/panel.h"
#include "ui/panels/replay_panel.h"
#include "ui/plots/cost_time_plot.h"
#include "ui/window/tour.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <array>

namespace coldframe::ui {
namespace {

struct Toolbar : OpenWindow {};

TEST_F(Toolbar, OpensAnyShippedScenarioAndSaysWhichIsOpen) {
  auto* chooser = named<QToolButton>("scenario-chooser");
  ASSERT_NE(chooser, nullptr);
  EXPECT_EQ(chooser->text(), QStringLiteral("Scenario ▾"));
  std::size_t named = 0;
  for (QAction* each : chooser->menu()->actions())
    named += each->isSeparator() || !each->isVisible() ? 0 : 1;
  EXPECT_EQ(named, window.workbench().document().catalogue().list(CatalogueKind::Scenario).size());
  for (QAction* each : chooser->menu()->actions())
    if (each->text() == u"Carrots")
      each->trigger();
  EXPECT_EQ(chooser->text(), QStringLiteral("Carrots ▾"));
  EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots"));
}

TEST_F(Toolbar, SaysWithWhatTheAnswerIsAskedAndChangesItUndoably) {
  auto* settings = named<QToolButton>("run-settings");
  EXPECT_FALSE(settings->isEnabled());
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(idle());
  EXPECT_TRUE(settings->text().startsWith(QStringLiteral("seed 1 · 10 "))) << settings->text().toStdString();
  EXPECT_TRUE(settings->text().contains(QStringLiteral("aws-us-east-1@2017-11"))) << settings->text().toStdString();

  auto* seed = named<QLineEdit>("seed");
  seed->selectAll();
  QTest::keyClicks(seed, QStringLiteral("42"));
  QTest::keyClick(seed, Qt::Key_Return);
  EXPECT_EQ(window.workbench().document().scenario()->bound.seed, 42u);
  auto* prices = named<QComboBox>("prices");
  const int book = prices->findText(QStringLiteral("aws-us-east-1@2020-12"));
  ASSERT_GE(book, 0);
  prices->setCurrentIndex(book);
  Q_EMIT prices->textActivated(prices->currentText());
  EXPECT_TRUE(settings->text().contains(QStringLiteral("seed 42"))) << settings->text().toStdString();
  EXPECT_TRUE(settings->text().contains(QStringLiteral("2020-12"))) << settings->text().toStdString();
  EXPECT_EQ(window.workbench().document().undoStack()->count(), 2);
  window.workbench().document().undoStack()->undo();
  window.workbench().document().undoStack()->undo();
  EXPECT_TRUE(settings->text().startsWith(QStringLiteral("seed 1 · "))) << settings->text().toStdString();
}

TEST_F(Toolbar, AnotherNumberOfReplicationsAsksAgain) {
  ASSERT_TRUE(window.open(QStringLiteral("squares")));
  ASSERT_TRUE(idle());
  named<QSpinBox>("replications")->setValue(4);
  ASSERT_TRUE(QTest::qWaitFor(
      [&] {
        const auto& comparison = window.workbench().compared().comparison;
        return comparison && !comparison->provisional && comparison->replicationsDone == 4;
      },
      kPatienceMs));
  ASSERT_TRUE(idle());
  EXPECT_TRUE(named<QLabel>("done")->text().startsWith(QStringLiteral("4 of 4 replications")))
      << named<QLabel>("done")->text().toStdString();
}

TEST_F(Toolbar, TheTourVisitsItsStopsCanBeSkippedAndFoundAgain) {
  EXPECT_FALSE(Tour::seenBefore());
  QTest::mouseClick(named<QPushButton>("tour-button"), Qt::LeftButton);
  auto* tour = window.findChild<Tour*>();
  ASSERT_NE(tour, nullptr);
  EXPECT_TRUE(tour->isVisible());
  EXPECT_TRUE(Tour::seenBefore());
  EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots")) << "there is something to look at";
  ASSERT_TRUE(idle());
  for (int i = 1; i < Tour::stops(); ++i) {
    QTest::mouseClick(named<QPushButton>("tour-next"), Qt::LeftButton);
    EXPECT_EQ(tour->stop(), i);
    QCoreApplication::processEvents();
    EXPECT_TRUE(window.rect().contains(tour->geometry())) << "stop " << i;
  }
  EXPECT_TRUE(window.panelNamed(QStringLiteral("Fit"))->isVisible());
  QTest::mouseClick(named<QPushButton>("tour-back"), Qt::LeftButton);
  EXPECT_TRUE(window.panelNamed(QStringLiteral("Month"))->isVisible());
  QTest::mouseClick(named<QPushButton>("tour-skip"), Qt::LeftButton);
  EXPECT_TRUE(QTest::qWaitFor([&] { return window.findChild<Tour*>() == nullptr; }, kPatienceMs));
  action("Tour of the window")->trigger();
  EXPECT_NE(window.findChild<Tour*>(), nullptr);
}

TEST_F(Toolbar, TheKeyboardReachesEveryAreaAndGoesOnWithinIt) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(idle());
  window.showPanel(QStringLiteral("Compare"));
  const std::array<QWidget*, 3> areas{named<QWidget>("scenario"), window.centralWidget(), named<QWidget>("inspector")};
  areas[0]->setFocus();
  QAction* next = action("Next area");
  for (int i = 0; i < 6; ++i) {
    next->trigger();
    QWidget* focus = QApplication::focusWidget();
    ASSERT_NE(focus, nullptr);
    int holders = 0;
    for (const QWidget* area : areas)
      holders += area->isAncestorOf(focus) ? 1 : 0;
    EXPECT_EQ(holders, 1) << i;
    QTest::keyClick(focus, Qt::Key_Tab);
    EXPECT_NE(QApplication::focusWidget(), focus) << "Tab goes on";
    focus->setFocus();
  }
}

TEST_F(Toolbar, AMessageThatComesAgainIsCounted) {
  for (int i = 0; i < 3; ++i)
    EXPECT_FALSE(window.open(QStringLiteral("/no/such/file.json")));
  const QString said = named<QDockWidget>("messages")->findChild<QPlainTextEdit*>()->toPlainText();
  EXPECT_EQ(said.count(QStringLiteral("file.json was not opened")), 1) << said.toStdString();
  EXPECT_TRUE(said.contains(QStringLiteral("(3 times)"))) << said.toStdString();
}

TEST_F(Toolbar, AllChartsShareOneHistoryOfViews) {
  ASSERT_TRUE(window.open(QStringLiteral("carrots")));
  ASSERT_TRUE(idle());
  auto* chart = window.findChild<CostTimePlot*>();
  auto* replay = window.findChild<ReplayPanel*>();
  window.showPanel(QStringLiteral("Compare"));
  QTest::keyClick(chart, Qt::Key_Plus);
  EXPECT_TRUE(chart->zoomed());
  window.showPanel(QStringLiteral("Replay"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return replay->run() && !replay->isBusy(); }, kPatienceMs));
  QTest::keyClick(&replay->plot(), Qt::Key_Plus);
  EXPECT_TRUE(replay->plot().zoomed());
  action("View before")->trigger();
  EXPECT_FALSE(replay->plot().zoomed());
  EXPECT_TRUE(chart->zoomed());
  action("View before")->trigger();
  EXPECT_FALSE(chart->zoomed());
  EXPECT_TRUE(window.panelNamed(QStringLiteral("Compare"))->isVisible()) << "it is brought before one's eyes";
  EXPECT_FALSE(action("View before")->isEnabled());
  action("View after")->trigger();
  action("View after")->trigger();
  EXPECT_TRUE(chart->zoomed());
  EXPECT_TRUE(replay->plot().zoomed());
}

} // namespace
} // namespace coldframe::ui
