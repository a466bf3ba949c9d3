#include "ui/window/main_window.h"

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
#include "ui/window/appearance.h"
#include "ui/window/command_palette.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>

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

// Of a title on a tab or in a menu, where "&" would mark a key.
QString escaped(QString title) {
  return title.replace(u'&', QStringLiteral("&&"));
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
  makeActions();

  connect(m_start, &StartPanel::chosen, this, &MainWindow::open);
  connect(
      &m_workbench.document(), &ScenarioDocument::opened, this, [this] { setDocksVisible(true); },
      Qt::SingleShotConnection);
  connect(&m_workbench, &Workbench::problem, this, &MainWindow::say);
  connect(&m_workbench.document(), &ScenarioDocument::changed, this, &MainWindow::showTitle);
  connect(m_workbench.document().undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
  Background& background = m_workbench.comparisonJob().background();
  connect(&background, &Background::busyChanged, this, [this](bool busy) {
    m_progress->setVisible(busy);
    m_remaining->clear();
  });
  connect(&background, &Background::progressed, this, [this](double fraction, const QString& remaining) {
    m_progress->setValue(static_cast<int>(fraction * m_progress->maximum()));
    m_remaining->setText(remaining);
  });
  const QSettings settings;
  m_start->setRecentFiles(settings.value(kRecentKey).toStringList());
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
  m_stage->addTab(panel, QIcon::fromTheme(panel->iconName()), escaped(panel->title()));
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
  m_messages = new QPlainTextEdit;
  m_messages->setReadOnly(true);
  m_messages->setAccessibleName(tr("Messages"));
  m_drawer = dock(QStringLiteral("messages"), tr("Messages"), m_messages, Qt::BottomDockWidgetArea);
  m_drawer->hide();
  m_progress = new QProgressBar;
  m_progress->setMaximum(1000);
  m_progress->setMaximumWidth(20 * fontMetrics().averageCharWidth());
  m_progress->hide();
  m_remaining = new QLabel;
  statusBar()->addPermanentWidget(m_remaining);
  statusBar()->addPermanentWidget(m_progress);
}

void MainWindow::makeActions() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  QMenu* view = menuBar()->addMenu(tr("&View"));
  QToolBar* bar = addToolBar(tr("Main"));
  bar->setObjectName(QStringLiteral("tools"));
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  const auto add = [this](QMenu* menu, const char* icon, const QString& text, const QKeySequence& keys, auto slot) {
    QAction* action = menu->addAction(QIcon::fromTheme(QString::fromLatin1(icon)), text, keys, this, slot);
    return action;
  };
  bar->addAction(add(file, "document-open", tr("&Open …"), QKeySequence::Open, [this] {
    const QString chosen =
        QFileDialog::getOpenFileName(this, tr("Open a scenario"), {}, tr("JSON (*.json);;All files (*)"));
    if (!chosen.isEmpty())
      open(chosen);
  }));
  const auto saveAs = [this] {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Save the scenario"), {}, tr("JSON (*.json)"));
    if (chosen.isEmpty())
      return;
    if (const auto saved = m_workbench.document().save(chosen); !saved)
      return say(tr("The scenario was not saved"), saved.error());
    remember(chosen);
    showTitle();
  };
  bar->addAction(add(file, "document-save", tr("&Save"), QKeySequence::Save, [this, saveAs] {
    if (m_workbench.document().file().isEmpty())
      return saveAs();
    if (const auto saved = m_workbench.document().save(m_workbench.document().file()); !saved)
      say(tr("The scenario was not saved"), saved.error());
  }));
  add(file, "document-save-as", tr("Save &as …"), QKeySequence::SaveAs, saveAs);
  add(file, "document-export", tr("&Export all charts and tables …"), {}, [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export into"));
    if (!folder.isEmpty())
      for (const QString& failed : exportAll(folder))
        say(tr("Not exported"), makeError(ErrorKind::Output, fromQt(failed)));
  });
  file->addSeparator();
  add(file, "application-exit", tr("&Quit"), QKeySequence::Quit, &QWidget::close);
  QUndoStack* undo = m_workbench.document().undoStack();
  for (QAction* action : {undo->createUndoAction(this, tr("&Undo")), undo->createRedoAction(this, tr("&Redo"))}) {
    const bool isUndo = edit->isEmpty();
    action->setShortcut(isUndo ? QKeySequence::Undo : QKeySequence::Redo);
    action->setIcon(QIcon::fromTheme(isUndo ? QStringLiteral("edit-undo") : QStringLiteral("edit-redo")));
    edit->addAction(action);
    bar->addAction(action);
  }
  bar->addSeparator();
  bar->addAction(add(view, "media-playback-start", tr("&Run again"), Qt::Key_F5, [this] { m_workbench.compareNow(); }));
  QAction* stop =
      add(view, "media-playback-stop", tr("S&top"), Qt::Key_Escape, [this] { m_workbench.comparisonJob().cancel(); });
  stop->setEnabled(false);
  connect(&m_workbench.comparisonJob().background(), &Background::busyChanged, stop, &QAction::setEnabled);
  bar->addAction(stop);
  view->addSeparator();
  for (QDockWidget* dock : findChildren<QDockWidget*>())
    view->addAction(dock->toggleViewAction());
  addAppearanceMenu(*view);
  view->addSeparator();
  for (std::size_t i = 0; i < m_panels.size(); ++i)
    add(view, "", escaped(m_panels[i]->title()),
        QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))),
        [this, i] { m_stage->setCurrentWidget(m_panels[i]); });
  QMenu* help = menuBar()->addMenu(tr("&Help"));
  add(help, "edit-find", tr("&Find a command …"), Qt::CTRL | Qt::SHIFT | Qt::Key_P,
      [this] { CommandPalette::open(*this); });
  add(help, "help-keyboard-shortcuts", tr("&Keys and gestures"), Qt::Key_F1, [this] { showShortcutSheet(*this); });
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

void MainWindow::showPanel(const QString& title) {
  for (Panel* panel : m_panels)
    if (panel->title().compare(title, Qt::CaseInsensitive) == 0)
      m_stage->setCurrentWidget(panel);
}

void MainWindow::say(const QString& what, const Error& error) {
  m_messages->appendPlainText(what + u": " + toQt(error.text()));
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
}

void MainWindow::showTitle() {
  setWindowTitle(m_workbench.document().title() + u"[*] — Coldframe");
  setWindowModified(!m_workbench.document().undoStack()->isClean());
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
