// What the window reads and writes: scenarios and runs opened, dropped and saved, those of lately, unsaved work found
// again, and everything exported.
#include "ui/document/text.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/replay_panel.h"
#include "ui/panels/start_panel.h"
#include "ui/panels/table_actions.h"
#include "ui/window/main_window.h"
#include "ui/window/scenario_menu.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>

namespace coldframe::ui {

namespace {

constexpr int kMostRecent = 8;
const QString kRecentKey = QStringLiteral("recent");

QStringList filesIn(const QMimeData& data) {
  QStringList files;
  for (const QUrl& url : data.urls())
    if (url.isLocalFile())
      files += url.toLocalFile();
  return files;
}

} // namespace

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

bool MainWindow::takeFiles(QDropEvent& drop) {
  const QStringList files = filesIn(*drop.mimeData());
  if (files.isEmpty())
    return false;
  drop.acceptProposedAction();
  if (drop.type() == QEvent::Drop)
    openAll(files);
  return true;
}

void MainWindow::askToOpen() {
  openAll(QFileDialog::getOpenFileNames(
      this, tr("Open scenarios or runs"), {},
      tr("Scenarios and runs (*.json *.jsonl *.csv *.log *.gz *.zst *.pickle);;All files (*)")));
}

void MainWindow::save() {
  if (m_workbench.document().file().isEmpty())
    return saveAs();
  if (const auto saved = m_workbench.document().save(m_workbench.document().file()); !saved)
    say(tr("The scenario was not saved"), saved.error());
}

void MainWindow::saveAs() {
  const QString chosen = QFileDialog::getSaveFileName(this, tr("Save the scenario"), {}, tr("JSON (*.json)"));
  if (chosen.isEmpty())
    return;
  if (const auto saved = m_workbench.document().save(chosen); !saved)
    return say(tr("The scenario was not saved"), saved.error());
  remember(chosen);
  showTitle();
}

void MainWindow::remember(const QString& file) {
  QSettings settings;
  QStringList recent = settings.value(kRecentKey).toStringList();
  recent.removeAll(file);
  recent.prepend(file);
  while (recent.size() > kMostRecent)
    recent.removeLast();
  settings.setValue(kRecentKey, recent);
  showRecentFiles();
}

void MainWindow::showRecentFiles() {
  const QStringList recent = QSettings().value(kRecentKey).toStringList();
  m_start->setRecentFiles(recent);
  m_scenarios->setRecentFiles(recent);
}

void MainWindow::followRecovery() {
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
}

void MainWindow::offerRecovery() {
  const std::vector<RecoveredWork> found = m_recovery.found();
  m_start->offerRecovery(
      found.empty() ? QString()
                    : tr("Unsaved work on %1, from %2.")
                          .arg(found.front().title, QLocale().toString(found.front().saved, QLocale::ShortFormat)));
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

void MainWindow::askToExport() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Export into"));
  if (!folder.isEmpty())
    for (const QString& failed : exportAll(folder))
      say(tr("Not exported"), makeError(ErrorKind::Output, fromQt(failed)));
}

} // namespace coldframe::ui
