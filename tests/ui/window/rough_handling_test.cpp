// What a hurried, careless or mouseless user does to the window: it stays whole, and so does their work.
#include "tests/support/data_locator.h"
#include "tests/ui/open_window.h"
#include "ui/document/text.h"
#include "ui/panels/gallery.h"
#include "ui/panels/panel.h"
#include "ui/panels/replay_panel.h"
#include "ui/panels/scenario_card.h"
#include "ui/panels/section.h"
#include "ui/window/tour.h"

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <memory>

namespace coldframe::ui {
namespace {

struct RoughHandling : OpenWindow {
  void openCarrots() {
    ASSERT_TRUE(window.open(QStringLiteral("carrots")));
    ASSERT_TRUE(idle());
  }
  std::string content() { return writeJsonLine(document().root()); }
  ScenarioDocument& document() { return window.workbench().document(); }
  QLineEdit* field(const char* pointer) { return named<QLineEdit>(pointer); }
  QPlainTextEdit* jsonEditor() { return named<QDockWidget>("scenario")->findChild<QPlainTextEdit*>(); }
  void type(QLineEdit* into, const QString& text) {
    into->setFocus();
    into->selectAll();
    QTest::keyClicks(into, text);
  }
  // A key as the keyboard sends it: to what has the focus, shortcuts first.
  void press(const QKeySequence& keys) {
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : &window, keys[0].key(), keys[0].keyboardModifiers());
  }
};

TEST_F(RoughHandling, UndoAndRedoByKeyGoAcrossFieldsPlatformsAndTheText) {
  openCarrots();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  const std::string untouched = content();
  type(field("/workload/items"), QStringLiteral("96"));
  type(field("/workload/batch"), QStringLiteral("12"));
  field("/workload/input")->setFocus(); // another field than those that were changed
  press(action("Undo")->shortcut());
  EXPECT_EQ(field("/workload/batch")->text(), QStringLiteral("10"));
  EXPECT_EQ(field("/workload/items")->text(), QStringLiteral("96"));
  press(action("Undo")->shortcut());
  EXPECT_EQ(field("/workload/items")->text(), QStringLiteral("80"));
  press(action("Redo")->shortcut());
  EXPECT_EQ(field("/workload/items")->text(), QStringLiteral("96"));

  jsonEditor()->setPlainText(
      QString(document().text()).replace(QStringLiteral("\"items\": 96"), QStringLiteral("\"items\": 64")));
  ASSERT_TRUE(QTest::qWaitFor([this] { return field("/workload/items")->text() == u"64"; }, kPatienceMs));
  while (document().undoStack()->canUndo())
    action("Undo")->trigger();
  EXPECT_EQ(content(), untouched);
  while (document().undoStack()->canRedo())
    action("Redo")->trigger();
  EXPECT_EQ(field("/workload/items")->text(), QStringLiteral("64"));
}

TEST_F(RoughHandling, EveryFieldMayBeEmptiedAndFilledWithNonsenseAndComesBack) {
  openCarrots();
  for (Section* section : window.findChildren<Section*>())
    section->setOpen(true);
  const std::string untouched = content();
  QStringList names;
  for (const QLineEdit* edit : named<QDockWidget>("scenario")->findChildren<QLineEdit*>())
    if (edit->objectName().startsWith(u'/'))
      names << edit->objectName();
  ASSERT_GT(names.size(), 40);
  for (const QString& name : names)
    for (const QString& typed :
         {QString(), QStringLiteral("-1"), QStringLiteral("{\"x\": ["), QStringLiteral("1e999 TB")}) {
      auto* edit = window.findChild<QLineEdit*>(name);
      ASSERT_NE(edit, nullptr) << name.toStdString() << " is gone after another was emptied";
      if (!edit->isVisibleTo(&window))
        continue;
      edit->selectAll();
      edit->insert(typed); // as pasted
      while (document().undoStack()->canUndo())
        document().undoStack()->undo();
      ASSERT_EQ(content(), untouched) << name.toStdString() << ": " << typed.toStdString();
    }
}

TEST_F(RoughHandling, APlatformMayBeRenamedInItsOwnField) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  openCarrots();
  named<Section>("eight")->setOpen(true);
  auto* id = field("/platforms/2/id");
  ASSERT_NE(id, nullptr);
  type(id, QStringLiteral("octopus"));
  EXPECT_EQ(field("/platforms/2/id"), id) << "the field that is typed into stays";
  EXPECT_TRUE(id->hasFocus());
  EXPECT_EQ(document().scenario()->bound.platforms[2].id, "octopus");
  document().undoStack()->undo();
  EXPECT_EQ(id->text(), QStringLiteral("eight"));
}

TEST_F(RoughHandling, WhileTheTextIsBrokenTheFormSaysSoAndTakesNothing) {
  openCarrots();
  QTextCursor(jsonEditor()->document()).insertText(QStringLiteral("x"));
  ASSERT_TRUE(QTest::qWaitFor([this] { return !document().textIsJson(); }, kPatienceMs));
  EXPECT_FALSE(field("/workload/items")->isEnabled());
  EXPECT_TRUE(named<QLabel>("problems")->text().contains(QStringLiteral("no JSON")));
  jsonEditor()->undo();
  ASSERT_TRUE(QTest::qWaitFor([this] { return document().textIsJson(); }, kPatienceMs));
  EXPECT_TRUE(field("/workload/items")->isEnabled());
  EXPECT_TRUE(named<QLabel>("problems")->isHidden());
}

TEST_F(RoughHandling, TheWindowMayGoWhileAnyPanelIsBusy) {
  for (std::size_t i = 0; i < window.panels().size(); ++i) {
    auto other = std::make_unique<MainWindow>(Catalogue::builtIn());
    other->show();
    ASSERT_TRUE(other->open(QStringLiteral("scrape-pages")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return other->workbench().compared().comparison != nullptr; }, kPatienceMs));
    Panel* panel = other->panels()[i];
    other->showPanel(panel->title());
    panel->prepare();
    EXPECT_TRUE(other->close()) << panel->title().toStdString();
  }
}

TEST_F(RoughHandling, ManyThingsAtOnceMayBeDroppedAndEachIsOpenedOrRefused) {
  openCarrots();
  const QString run = toQt((test::sourceDir() / "scenarios/runs/lithops-40-calls.json").string());
  drop({write("notes.txt", "buy milk"), run, folder.path(), write("empty.csv", {})});
  auto* replay = window.findChild<ReplayPanel*>();
  ASSERT_TRUE(
      QTest::qWaitFor([&] { return replay->run() && replay->run()->recorded && !replay->isBusy(); }, kPatienceMs));
  const auto said = [this] { return named<QDockWidget>("messages")->findChild<QPlainTextEdit*>()->toPlainText(); };
  EXPECT_TRUE(said().contains(QStringLiteral("notes.txt"))) << said().toStdString();
  ASSERT_TRUE(QTest::qWaitFor([&] { return said().contains(QStringLiteral("empty.csv")); }, kPatienceMs))
      << said().toStdString();
  EXPECT_EQ(document().title(), QStringLiteral("Carrots"));
}

TEST_F(RoughHandling, AReadingThatFailsLeavesNoWordOfItself) {
  auto* replay = window.findChild<ReplayPanel*>();
  window.showPanel(replay->title());
  auto* answer = replay->findChild<QLabel*>(QStringLiteral("answer"));
  const QString before = answer->text();
  drop({write("garbage.zst", QByteArray("\x28\xb5\x2f\xfd not zstd at all", 20))});
  ASSERT_TRUE(QTest::qWaitFor([&] { return !replay->isBusy(); }, kPatienceMs));
  QCoreApplication::processEvents();
  EXPECT_EQ(answer->text(), before);
  EXPECT_TRUE(replay->findChild<QWidget*>(QStringLiteral("invitation"))->isVisible());
}

TEST_F(RoughHandling, WithNothingOpenEveryPanelInvitesAndSaysHow) {
  auto* stage = qobject_cast<QTabWidget*>(window.centralWidget());
  for (Panel* panel : window.panels()) {
    window.showPanel(panel->title());
    if (panel->title() == u"Start")
      continue;
    auto* invitation = panel->findChild<QWidget*>(QStringLiteral("invitation"));
    ASSERT_NE(invitation, nullptr);
    EXPECT_TRUE(invitation->isVisible()) << panel->title().toStdString();
    EXPECT_EQ(panel->findChild<QLabel*>(QStringLiteral("answer"))->text(), panel->purpose());
    ASSERT_FALSE(invitation->findChildren<QPushButton*>().isEmpty());
    if (panel->title() != u"Fit") {
      invitation->findChildren<QPushButton*>().front()->click();
      EXPECT_EQ(stage->currentWidget(), window.panels().front()) << "the gallery";
    }
  }
  openCarrots();
  for (Panel* panel : window.panels()) {
    window.showPanel(panel->title());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !panel->isBusy(); }, kPatienceMs));
    EXPECT_EQ(panel->findChild<QWidget*>(QStringLiteral("invitation"))->isVisible(), panel->title() == u"Fit")
        << panel->title().toStdString();
  }
}

TEST_F(RoughHandling, AScenarioIsOpenedAndLookedAtWithoutAMouse) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  auto* card = named<ScenarioCard>("carrots");
  ASSERT_NE(card, nullptr);
  action("Next area")->trigger();
  for (int i = 0; i < 40 && !card->hasFocus(); ++i)
    press(Qt::Key_Tab);
  ASSERT_TRUE(card->hasFocus());
  press(Qt::Key_Return);
  ASSERT_TRUE(idle());
  EXPECT_EQ(document().title(), QStringLiteral("Carrots"));
  press(Qt::CTRL | Qt::Key_3);
  EXPECT_TRUE(window.findChild<ReplayPanel*>()->isVisible());
}

TEST_F(RoughHandling, TheGalleryTakesAsManyColumnsAsThereIsRoomFor) {
  auto* gallery = window.findChild<Gallery*>();
  QCoreApplication::processEvents();
  const int columns = gallery->columns();
  EXPECT_GE(columns, 1);
  window.resize(2600, 1400);
  QCoreApplication::processEvents();
  EXPECT_GT(gallery->columns(), columns);
  window.resize(1280, 720);
  QCoreApplication::processEvents();
  EXPECT_EQ(gallery->columns(), columns);
}

TEST_F(RoughHandling, TheTourIsWalkedAndLeftByKeysAndItsWordsAreWhole) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  Tour::begin(window);
  ASSERT_TRUE(idle());
  QPointer<Tour> tour = window.findChild<Tour*>();
  ASSERT_FALSE(tour.isNull());
  for (int i = 1; i < Tour::stops(); ++i) {
    press(Qt::Key_Return);
    EXPECT_EQ(tour->stop(), i);
    QCoreApplication::processEvents();
    for (const QLabel* label : tour->findChildren<QLabel*>())
      EXPECT_GE(label->height(), label->heightForWidth(label->width())) << label->text().toStdString();
  }
  press(Qt::Key_Escape);
  EXPECT_TRUE(QTest::qWaitFor([&] { return tour.isNull(); }, kPatienceMs));
}

} // namespace
} // namespace coldframe::ui
