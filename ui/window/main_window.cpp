#include "ui/window/main_window.h"

#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/batch_memory_panel.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/inspector.h"
#include "ui/panels/json_editor.h"
#include "ui/panels/month_panel.h"
#include "ui/panels/replay_panel.h"
#include "ui/panels/scaling_panel.h"
#include "ui/panels/scenario_form.h"
#include "ui/panels/sensitivity_panel.h"
#include "ui/panels/start_panel.h"
#include "ui/panels/table_actions.h"
#include "ui/plots/plot_widget.h"
#include "ui/window/message_drawer.h"
#include "ui/window/scenario_menu.h"
#include "ui/window/tour.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>

namespace coldframe::ui {

namespace {

constexpr int kMostRecent = 8;
// How wide the docks are to begin with, in characters.
constexpr int kScenarioChars = 44;
constexpr int kInspectorChars = 54;
const QString kRecentKey = QStringLiteral("recent");
const QString kGeometryKey = QStringLiteral("geometry");
const QString kStateKey = QStringLiteral("state-1"); // the number changes with the docks

QStringList filesIn(const QMimeData& data) {
  QStringList files;
  for (const QUrl& url : data.urls())
    if (url.isLocalFile())
      files += url.toLocalFile();
  return files;
}

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
  const QSettings settings;
  m_start->setRecentFiles(settings.value(kRecentKey).toStringList());
  m_scenarios->setRecentFiles(settings.value(kRecentKey).toStringList());
  restoreGeometry(settings.value(kGeometryKey).toByteArray());
  // Nothing is open: there is nothing to edit and nothing to inspect.
  setDocksVisible(false);
  connect(m_start, &StartPanel::restoreWanted, this, [this] {
    const std::vector<RecoveredWork> found = m_recovery.found();
    if (found.empty())
      return;
    const auto restored = m_workbench.document().openText(found.front().text, found.front().file);
    if (!restored)
      return say(tr("The unsaved work could not be restored; it stays in %1").arg(found.front().recoveryFile),
                 restored.error());
    m_recovery.discard(found.front());
    offerRecovery();
    showPanel(tr("Compare"));
  });
  connect(m_start, &StartPanel::discardWanted, this, [this] {
    if (const std::vector<RecoveredWork> found = m_recovery.found(); !found.empty())
      m_recovery.discard(found.front());
    offerRecovery();
  });
  connect(&m_recovery, &Recovery::written, this, [this](const QDateTime& at) {
    statusBar()->showMessage(tr("recovery saved %1").arg(QLocale().toString(at.time(), QLocale::ShortFormat)));
  });
  connect(&m_workbench.document(), &ScenarioDocument::opened, this, &MainWindow::offerRecovery);
  offerRecovery();
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
  dock(QStringLiteral("scenario"), tr("Scenario"), scenario, Qt::LeftDockWidgetArea);
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

bool MainWindow::open(const QString& fileOrName) {
  if (looksLikeTrace(fileOrName)) {
    m_replay->openTrace(fileOrName);
    m_fit->openTrace(fileOrName);
    showPanel(m_replay->title());
    return true;
  }
  if (const auto opened = m_workbench.document().open(fileOrName); !opened) {
    say(tr("%1 was not opened").arg(fileOrName), opened.error());
    return false;
  }
  if (!m_workbench.document().file().isEmpty())
    remember(m_workbench.document().file());
  showPanel(tr("Compare"));
  return true;
}

// As the user left them; where that is not known, all but the drawer.
void MainWindow::setDocksVisible(bool visible) {
  if (visible && restoreState(QSettings().value(kStateKey).toByteArray()))
    return;
  for (QDockWidget* dock : findChildren<QDockWidget*>())
    if (dock != m_drawer)
      dock->setVisible(visible);
  if (visible)
    resizeDocks(
        {findChild<QDockWidget*>(QStringLiteral("scenario")), findChild<QDockWidget*>(QStringLiteral("inspector"))},
        {kScenarioChars * fontMetrics().averageCharWidth(), kInspectorChars * fontMetrics().averageCharWidth()},
        Qt::Horizontal);
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

void MainWindow::offerRecovery() {
  const std::vector<RecoveredWork> found = m_recovery.found();
  m_start->offerRecovery(
      found.empty() ? QString()
                    : tr("Unsaved work on %1, from %2.")
                          .arg(found.front().title, QLocale().toString(found.front().saved, QLocale::ShortFormat)));
}

void MainWindow::remember(const QString& file) {
  QSettings settings;
  QStringList recent = settings.value(kRecentKey).toStringList();
  recent.removeAll(file);
  recent.prepend(file);
  while (recent.size() > kMostRecent)
    recent.removeLast();
  settings.setValue(kRecentKey, recent);
  m_start->setRecentFiles(recent);
  m_scenarios->setRecentFiles(recent);
}

void MainWindow::showTitle() {
  setWindowTitle(m_workbench.document().title() + u"[*] — Coldframe");
  setWindowModified(!m_workbench.document().undoStack()->isClean());
  const bool open = m_workbench.document().root().size() > 0;
  m_chooser->setText((open ? m_workbench.document().title() : tr("Scenario")) + QStringLiteral(" ▾"));
}

QStringList MainWindow::exportAll(const QString& folder) {
  QStringList failed;
  const QDir dir(folder);
  if (!dir.mkpath(QStringLiteral(".")))
    return {folder};
  for (const Panel* panel : m_panels)
    for (const Exportable& item : panel->exportables()) {
      if (item.chart)
        for (const char* ending : {".png", ".svg", ".pdf"})
          if (const QString file = dir.filePath(item.name + QLatin1String(ending)); !item.chart(file))
            failed += file;
      // A panel has no table before it has its first answer.
      if (const Table* table = item.table ? item.table() : nullptr)
        if (const QString file = dir.filePath(item.name + u".csv"); !saveCsv(*table, file))
          failed += file;
    }
  return failed;
}

void MainWindow::openAll(const QStringList& files) {
  QStringList runs;
  for (const QString& file : files)
    if (looksLikeTrace(file))
      runs << file;
    else
      open(file);
  if (runs.isEmpty())
    return;
  open(runs.takeFirst());
  m_fit->addTraces(runs);
  if (!runs.isEmpty())
    m_replay->openBeside(runs.front());
}

// Editors would take a dropped file for text: whatever it falls on, the window opens it.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  const bool entering = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
  if (!entering && event->type() != QEvent::Drop)
    return QMainWindow::eventFilter(watched, event);
  const auto* widget = qobject_cast<QWidget*>(watched);
  auto* drop = static_cast<QDropEvent*>(event);
  const QStringList files = filesIn(*drop->mimeData());
  if (widget == nullptr || widget->window() != this || files.isEmpty())
    return QMainWindow::eventFilter(watched, event);
  drop->acceptProposedAction();
  if (!entering)
    openAll(files);
  return true;
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
