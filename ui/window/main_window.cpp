#include "ui/window/main_window.h"

#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/batch_memory_panel.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/inspector.h"
#include "ui/panels/json_editor.h"
#include "ui/panels/menu_button.h"
#include "ui/panels/month_panel.h"
#include "ui/panels/replay_panel.h"
#include "ui/panels/scaling_panel.h"
#include "ui/panels/scenario_form.h"
#include "ui/panels/sensitivity_panel.h"
#include "ui/panels/start_panel.h"
#include "ui/plots/plot_widget.h"
#include "ui/window/message_drawer.h"
#include "ui/window/scenario_menu.h"
#include "ui/window/tour.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>
#include <algorithm>

namespace coldframe::ui {

namespace {

// How wide the docks are to begin with: a share of the window, and never less nor more than so many characters.
constexpr int kDockShare = 6;
constexpr int kNarrowestDockChars = 44;
constexpr int kWidestDockChars = 72;
const QString kGeometryKey = QStringLiteral("geometry");
const QString kStateKey = QStringLiteral("state-1"); // the number changes with the docks

} // namespace

MainWindow::MainWindow(Catalogue catalogue, QWidget* parent)
    : QMainWindow(parent), m_workbench(std::move(catalogue)),
      m_recovery(m_workbench.document(), Recovery::standardFolder()), m_stage(new QTabWidget) {
  setAcceptDrops(true);
  qApp->installEventFilter(this);
  setObjectName(QStringLiteral("main"));
  m_stage->setDocumentMode(true);
  setCentralWidget(m_stage);
  m_start = new StartPanel(m_workbench);
  addPanel(m_start);
  addPanel(new ComparePanel(m_workbench));
  m_replay = new ReplayPanel(m_workbench);
  addPanel(m_replay);
  addPanel(new ScalingPanel(m_workbench));
  addPanel(new BatchMemoryPanel(m_workbench));
  addPanel(new MonthPanel(m_workbench));
  addPanel(new SensitivityPanel(m_workbench));
  m_fit = new FitPanel(m_workbench);
  addPanel(m_fit);
  makeDocks();
  makeStatusBar();
  makeActions();

  connect(&m_views, &ViewHistory::moved, this, &MainWindow::bringForward);
  connect(m_start, &StartPanel::chosen, this, &MainWindow::open);
  connect(m_start, &StartPanel::tourWanted, this, [this] { Tour::begin(*this); });
  connect(
      &m_workbench.document(), &ScenarioDocument::opened, this, [this] { setDocksVisible(true); },
      Qt::SingleShotConnection);
  connect(&m_workbench, &Workbench::problem, this, &MainWindow::say);
  connect(&m_workbench.document(), &ScenarioDocument::changed, this, &MainWindow::showTitle);
  connect(m_workbench.document().undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
  if (!restoreGeometry(QSettings().value(kGeometryKey).toByteArray()))
    resize(screen()->availableSize() * 5 / 6);
  // Nothing is open: there is nothing to edit and nothing to inspect.
  setDocksVisible(false);
  showRecentFiles();
  followRecovery();
  showTitle();
}

// The panels go first: what they still study reads the workbench's catalogue.
MainWindow::~MainWindow() {
  delete m_stage;
}

void MainWindow::addPanel(Panel* panel) {
  m_panels.push_back(panel);
  for (PlotWidget* plot : panel->findChildren<PlotWidget*>())
    plot->shareHistory(m_views);
  connect(panel, &Panel::startWanted, this, [this] { m_stage->setCurrentWidget(m_start); });
  connect(panel, &Panel::fileWanted, this, &MainWindow::askToOpen);
  m_stage->addTab(panel, QIcon::fromTheme(panel->iconName()), panel->title().replace(u'&', QStringLiteral("&&")));
}

void MainWindow::makeDocks() {
  const auto dock = [this](const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* made = new QDockWidget(title, this);
    made->setObjectName(name);
    made->setWidget(content);
    addDockWidget(area, made);
    return made;
  };
  auto* scenario = new QTabWidget;
  scenario->setDocumentMode(true);
  scenario->addTab(new ScenarioForm(m_workbench.document()), tr("Form"));
  scenario->addTab(new JsonEditor(m_workbench.document()), tr("JSON"));
  m_scenario = dock(QStringLiteral("scenario"), tr("Scenario"), scenario, Qt::LeftDockWidgetArea);
  dock(QStringLiteral("inspector"), tr("Inspector"), new Inspector(m_workbench), Qt::RightDockWidgetArea);
  m_messages = new MessageDrawer;
  m_drawer = dock(QStringLiteral("messages"), tr("Messages"), m_messages, Qt::BottomDockWidgetArea);
  m_drawer->hide();
  connect(m_messages, &MessageDrawer::cleared, m_drawer, &QWidget::hide);
}

void MainWindow::makeStatusBar() {
  m_progress = new QProgressBar;
  m_progress->setMaximum(1000);
  m_progress->setMaximumWidth(20 * fontMetrics().averageCharWidth());
  m_progress->setTextVisible(false);
  m_progress->hide();
  m_remaining = new QLabel;
  m_done = new QLabel;
  m_done->setObjectName(QStringLiteral("done"));
  statusBar()->addPermanentWidget(m_remaining);
  statusBar()->addPermanentWidget(m_progress);
  statusBar()->addPermanentWidget(m_done);
  Background& background = m_workbench.comparisonJob().background();
  connect(&background, &Background::busyChanged, this, [this](bool busy) {
    m_progress->setValue(0);
    m_progress->setVisible(busy);
    m_remaining->clear();
    if (busy)
      m_since.start();
  });
  connect(&background, &Background::progressed, this, [this](double fraction, const QString& remaining) {
    m_progress->setValue(static_cast<int>(fraction * m_progress->maximum()));
    m_remaining->setText(remaining);
  });
  connect(&m_workbench, &Workbench::comparedChanged, this, [this] {
    const auto& comparison = m_workbench.compared().comparison;
    if (!comparison)
      return m_done->clear();
    const QString done = tr("%1 of %2 replications").arg(comparison->replicationsDone).arg(m_workbench.replications());
    m_done->setText(tr("%1 · %2").arg(done, comparison->provisional
                                                ? tr("provisional")
                                                : toQt(showDuration(static_cast<double>(m_since.elapsed()) / 1000))));
  });
}

// As the user left them; where that is not known, all but the drawer.
void MainWindow::setDocksVisible(bool visible) {
  if (visible && restoreState(QSettings().value(kStateKey).toByteArray()))
    return;
  for (QDockWidget* dock : findChildren<QDockWidget*>())
    if (dock != m_drawer)
      dock->setVisible(visible);
  if (!visible)
    return;
  const int one = fontMetrics().averageCharWidth();
  const int side = std::clamp(width() / kDockShare, kNarrowestDockChars * one, kWidestDockChars * one);
  resizeDocks({m_scenario, findChild<QDockWidget*>(QStringLiteral("inspector"))}, {side, side}, Qt::Horizontal);
}

Panel* MainWindow::panelNamed(const QString& title) const {
  for (Panel* panel : m_panels)
    if (panel->title().compare(title, Qt::CaseInsensitive) == 0)
      return panel;
  return nullptr;
}

bool MainWindow::showPanel(const QString& title) {
  Panel* panel = panelNamed(title);
  if (panel == nullptr)
    return false;
  m_stage->setCurrentWidget(panel);
  return true;
}

// Of a view that one goes back to.
void MainWindow::bringForward(QObject* chart) {
  for (Panel* panel : m_panels)
    if (const auto* widget = qobject_cast<QWidget*>(chart); widget != nullptr && panel->isAncestorOf(widget))
      m_stage->setCurrentWidget(panel);
}

void MainWindow::say(const QString& what, const Error& error) {
  m_messages->add(what + u": " + toQt(error.text()));
  m_drawer->show();
}

void MainWindow::showTitle() {
  setWindowTitle(m_workbench.document().title() + u"[*] — Coldframe");
  setWindowModified(!m_workbench.document().undoStack()->isClean());
  const bool open = m_workbench.document().root().size() > 0;
  m_chooser->setText(withArrow(open ? m_workbench.document().title() : tr("Scenario")));
}

// What the fields and editors of the window would keep for themselves.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
  case QEvent::DragEnter:
  case QEvent::DragMove:
  case QEvent::Drop: // on an editor it would be taken for text
    if (holds(watched) && takeFiles(*static_cast<QDropEvent*>(event)))
      return true;
    break;
  case QEvent::ShortcutOverride: { // a field has steps of its own, which end with it; those of the document do not
    const auto* key = static_cast<QKeyEvent*>(event);
    if ((key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) && holds(watched) &&
        m_scenario->isAncestorOf(static_cast<QWidget*>(watched)) && m_workbench.document().textIsJson()) {
      event->ignore();
      return true;
    }
    break;
  }
  default:
    break;
  }
  return QMainWindow::eventFilter(watched, event);
}

bool MainWindow::holds(const QObject* object) const {
  const auto* widget = qobject_cast<const QWidget*>(object);
  return widget != nullptr && widget->window() == this;
}

void MainWindow::closeEvent(QCloseEvent* event) {
  m_workbench.comparisonJob().cancel();
  QSettings settings;
  settings.setValue(kGeometryKey, saveGeometry());
  if (m_workbench.document().scenario())
    settings.setValue(kStateKey, saveState());
  event->accept();
}

} // namespace coldframe::ui
