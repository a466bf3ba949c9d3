// The menus and the toolbar of the window. Everything the toolbar has is in a menu too, and so is found by typing.
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/menu_button.h"
#include "ui/panels/panel.h"
#include "ui/window/appearance.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"
#include "ui/window/run_settings.h"
#include "ui/window/scenario_menu.h"
#include "ui/window/tour.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr int kMostTitleChars = 32; // of the scenario in the toolbar

// Of a title in a menu, where "&" would mark a key.
QString escaped(QString title) {
  return title.replace(u'&', QStringLiteral("&&"));
}

} // namespace

QAction* MainWindow::addAction(QMenu* menu, const char* icon, const QString& text, const QKeySequence& keys,
                               std::function<void()> run) {
  return menu->addAction(QIcon::fromTheme(QString::fromLatin1(icon)), text, keys, this, std::move(run));
}

void MainWindow::makeActions() {
  makeFileMenu();
  makeEditMenu();
  makeViewMenu();
  makeHelpMenu();
  makeToolBar();
}

void MainWindow::makeFileMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&File"));
  m_open = addAction(menu, "document-open", tr("&Open …"), QKeySequence::Open, [this] { askToOpen(); });
  m_scenarios = new ScenarioMenu(m_workbench.document().catalogue(), menu);
  connect(m_scenarios, &ScenarioMenu::chosen, this, &MainWindow::open);
  menu->addMenu(m_scenarios);
  m_save = addAction(menu, "document-save", tr("&Save"), QKeySequence::Save, [this] { save(); });
  addAction(menu, "document-save-as", tr("Save &as …"), QKeySequence::SaveAs, [this] { saveAs(); });
  addAction(menu, "document-export", tr("&Export all charts and tables …"), {}, [this] { askToExport(); });
  menu->addSeparator();
  addAction(menu, "application-exit", tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::makeEditMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Edit"));
  QUndoStack* stack = m_workbench.document().undoStack();
  m_undo = stack->createUndoAction(this, tr("&Undo"));
  m_undo->setShortcuts(QKeySequence::Undo);
  m_undo->setIcon(QIcon::fromTheme(QStringLiteral("edit-undo")));
  m_redo = stack->createRedoAction(this, tr("&Redo"));
  m_redo->setShortcuts(QKeySequence::Redo);
  m_redo->setIcon(QIcon::fromTheme(QStringLiteral("edit-redo")));
  menu->addAction(m_undo);
  menu->addAction(m_redo);
}

void MainWindow::makeViewMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&View"));
  m_run = addAction(menu, "media-playback-start", tr("&Run again"), Qt::Key_F5, [this] { m_workbench.compareNow(); });
  m_stop = addAction(menu, "media-playback-stop", tr("S&top"), Qt::Key_Escape,
                     [this] { m_workbench.comparisonJob().cancel(); });
  m_stop->setEnabled(false);
  connect(&m_workbench.comparisonJob().background(), &Background::busyChanged, m_stop, &QAction::setEnabled);
  menu->addSeparator();
  QAction* back =
      addAction(menu, "go-previous", tr("&View before"), Qt::ALT | Qt::Key_Left, [this] { m_views.back(); });
  QAction* forward =
      addAction(menu, "go-next", tr("View &after"), Qt::ALT | Qt::Key_Right, [this] { m_views.forward(); });
  const auto showPossible = [this, back, forward] {
    back->setEnabled(m_views.canGoBack());
    forward->setEnabled(m_views.canGoForward());
  };
  connect(&m_views, &ViewHistory::changed, this, showPossible);
  showPossible();
  menu->addSeparator();
  for (QDockWidget* dock : findChildren<QDockWidget*>())
    menu->addAction(dock->toggleViewAction());
  addAppearanceMenu(*menu);
  menu->addSeparator();
  for (std::size_t i = 0; i < m_panels.size(); ++i)
    addAction(menu, "", escaped(m_panels[i]->title()),
              QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))),
              [this, i] { m_stage->setCurrentWidget(m_panels[i]); });
  menu->addSeparator();
  addAction(menu, "", tr("&Next area"), Qt::Key_F6, [this] { focusNextArea(); });
}

void MainWindow::makeHelpMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Help"));
  m_search = addAction(menu, "edit-find", tr("&Find a command …"), Qt::CTRL | Qt::SHIFT | Qt::Key_P,
                       [this] { CommandPalette::open(*this); });
  addAction(menu, "help-keyboard-shortcuts", tr("&Keys and gestures"), Qt::Key_F1,
            [this] { showShortcutSheet(*this); });
  addAction(menu, "help-hint", tr("&Tour of the window"), {}, [this] { Tour::begin(*this); });
}

void MainWindow::makeToolBar() {
  QToolBar* bar = addToolBar(tr("Main"));
  bar->setObjectName(QStringLiteral("tools"));
  bar->setMovable(false);
  m_chooser = new QToolButton;
  m_chooser->setObjectName(QStringLiteral("scenario-chooser"));
  m_chooser->setAccessibleName(tr("Scenario"));
  m_chooser->setToolTip(tr("Open another scenario"));
  m_chooser->setToolButtonStyle(Qt::ToolButtonTextOnly);
  opensMenu(*m_chooser, m_scenarios);
  m_chooser->setMaximumWidth(kMostTitleChars * fontMetrics().averageCharWidth());
  QFont bold = font();
  bold.setBold(true);
  m_chooser->setFont(bold);
  bar->addWidget(m_chooser);
  bar->addAction(m_open);
  bar->addAction(m_save);
  bar->addSeparator();
  for (QAction* action : {m_run, m_stop}) {
    bar->addAction(action);
    static_cast<QToolButton*>(bar->widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  }
  bar->addSeparator();
  bar->addAction(m_undo);
  bar->addAction(m_redo);
  auto* space = new QWidget;
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(space);
  bar->addWidget(new RunSettings(m_workbench));
  bar->addAction(m_search);
  auto* search = static_cast<QToolButton*>(bar->widgetForAction(m_search));
  search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_search->setIconText(tr("Search"));
}

// From the scenario to the panels, to the inspector, to the messages, and round again; closed ones are passed over.
void MainWindow::focusNextArea() {
  std::vector<QWidget*> areas{m_scenario, m_stage, findChild<QDockWidget*>(QStringLiteral("inspector")), m_drawer};
  std::erase_if(areas, [](const QWidget* area) { return !area->isVisible(); });
  const auto holdsFocus = [](const QWidget* area) { return area->isAncestorOf(QApplication::focusWidget()); };
  const auto here = std::ranges::find_if(areas, holdsFocus);
  const auto next = here == areas.end() || here + 1 == areas.end() ? areas.begin() : here + 1;
  for (QWidget* widget = (*next)->nextInFocusChain(); widget != *next; widget = widget->nextInFocusChain())
    if ((*next)->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
        (widget->focusPolicy() & Qt::TabFocus) != 0)
      return widget->setFocus(Qt::TabFocusReason);
}

} // namespace coldframe::ui
