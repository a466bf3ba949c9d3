#include "ui/panels/fit_panel.h"

#include "sim/fit/fitted_scenario.h"
#include "sim/json/write.h"
#include "sim/report/fit_report.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/trace_formats.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"
#include "ui/document/text.h"
#include "ui/panels/table_actions.h"
#include "ui/panels/workbench.h"
#include "ui/plots/fit_chart.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>

namespace coldframe::ui {

namespace {

constexpr int kLawPoints = 200;
constexpr double kLawTo = 0.995; // of what there is

FittedTimes timesOf(const FitPart& part) {
  FittedTimes times;
  times.title = toQt(part.title);
  times.sample = part.sample;
  if (part.law && part.identified())
    for (int i = 0; i <= kLawPoints; ++i) {
      const double share = 0.001 + (kLawTo - 0.001) * i / kLawPoints;
      times.law.push_back({part.law->quantile(share) / 1e9, share});
    }
  return times;
}

} // namespace

FitPanel::FitPanel(Workbench& bench, QWidget* parent)
    : Panel(bench, parent), m_runs(new QLabel(this)), m_more(new QPushButton(tr("&Add runs …"), this)),
      m_part(new QComboBox(this)), m_note(new QLabel(this)), m_chart(new FitChart(this)),
      m_view(makeTableView(m_table, bench, this)), m_memory(new QLineEdit(this)),
      m_make(new QPushButton(tr("&Make a scenario"), this)) {
  auto* row = new QHBoxLayout;
  m_part->setObjectName(QStringLiteral("part"));
  m_part->setAccessibleName(tr("What was learnt"));
  m_part->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_memory->setObjectName(QStringLiteral("memory"));
  m_memory->setPlaceholderText(tr("1024 MB"));
  m_memory->setMaximumWidth(12 * fontMetrics().averageCharWidth());
  auto* memoryLabel = new QLabel(tr("m&emory"), this);
  memoryLabel->setBuddy(m_memory);
  m_memory->setToolTip(tr("Memory of the function, where the run does not say it"));
  m_make->setObjectName(QStringLiteral("make"));
  m_make->setToolTip(tr("Open a scenario that simulates such a run"));
  m_runs->setObjectName(QStringLiteral("runs"));
  m_more->setObjectName(QStringLiteral("more"));
  m_more->setToolTip(tr("Other runs of the same code on the same platform: their times are joined"));
  row->addWidget(m_part);
  row->addStretch(1);
  row->addWidget(m_runs);
  row->addWidget(m_more);
  row->addWidget(memoryLabel);
  row->addWidget(m_memory);
  row->addWidget(m_make);
  body()->addLayout(row);
  m_note->setObjectName(QStringLiteral("note"));
  m_note->setWordWrap(true);
  body()->addWidget(m_note);
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_view->setAccessibleName(tr("Fitted figures"));
  auto* split = new QSplitter(Qt::Vertical, this);
  split->setChildrenCollapsible(false);
  split->addWidget(m_chart);
  split->addWidget(m_view);
  split->setSizes({3'000, 2'000}); // a proportion
  body()->addWidget(split, 1);
  connect(m_part, &QComboBox::currentIndexChanged, this, &FitPanel::showChosen);
  connect(m_make, &QPushButton::clicked, this, &FitPanel::makeScenario);
  connect(m_more, &QPushButton::clicked, this, &FitPanel::askForMore);
  m_part->setEnabled(false);
  m_make->setEnabled(false);
  inviteRuns();
}

FitPanel::~FitPanel() {
  m_background.cancel();
}

void FitPanel::inviteRuns(const QString& sentence, const QString& first) {
  QStringList forms;
  for (const TraceFormat& form : traceFormats())
    forms << toQt(form.name);
  const QString invitation =
      tr("Drop the log of a run here, or of several runs of the same code. How long calls take, cold and warm starts, "
         "how fast new environments come: for each a law is fitted, with standard errors, or it is said why the data "
         "cannot tell. A scenario that runs like it can be made of them.");
  const QString read = tr("Read are Coldframe's own form and %1.").arg(forms.join(QStringLiteral(", ")));
  invite(first + invitation + QStringLiteral("\n\n") + read,
         {{"document-open", tr("&Open runs …"), [this] { askForMore(); }}}, sentence);
}

void FitPanel::openTrace(const QString& path) {
  m_paths.clear();
  addTraces({path});
}

void FitPanel::addTraces(const QStringList& paths) {
  for (const QString& path : paths)
    if (!m_paths.contains(path)) {
      m_paths << path;
      m_stale = true;
    }
  listRuns();
  if (isVisible())
    prepare();
}

void FitPanel::askForMore() {
  addTraces(QFileDialog::getOpenFileNames(this, tr("Add runs of the same code")));
}

void FitPanel::listRuns() {
  QStringList names;
  for (const QString& path : m_paths)
    names << QFileInfo(path).fileName();
  m_runs->setText(m_paths.size() > 1 ? tr("%1 runs").arg(m_paths.size()) : QString());
  m_runs->setToolTip(names.join(u'\n'));
}

void FitPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  prepare();
}

void FitPanel::prepare() {
  if (!m_stale)
    return;
  m_stale = false;
  setAnswer(m_paths.size() == 1 ? tr("Learning from %1 …").arg(QFileInfo(m_paths.front()).fileName())
                                : tr("Learning from %1 runs …").arg(m_paths.size()));
  m_background.start([this, paths = m_paths](const Background::Context& context) {
    auto learnt = std::make_shared<Learnt>();
    for (const QString& path : paths) {
      TraceReadOptions options;
      options.stop = context.stop();
      options.onProgress = [&context, done = learnt->runs.size(), all = paths.size()](double share) {
        context.progress((static_cast<double>(done) + share) / static_cast<double>(all));
      };
      auto run = readTraceFile(fromQt(path), options);
      if (!run)
        return context.deliver([this, path, error = run.error()] {
          m_paths.removeAll(path); // those that can be read may still be fitted
          listRuns();
          const QString what = tr("%1 was not read.").arg(QFileInfo(path).fileName());
          if (m_learnt)
            setAnswer(what, toQt(error.text()));
          else
            inviteRuns(what, toQt(error.text()) + QStringLiteral("\n\n"));
          Q_EMIT workbench().problem(tr("%1 was not fitted").arg(path), error);
        });
      learnt->names += (learnt->names.empty() ? "" : ", ") + run->trace.source();
      learnt->runs.push_back(std::move(*run));
    }
    std::vector<const Trace*> traces;
    for (const ImportedTrace& run : learnt->runs)
      traces.push_back(&run.trace);
    learnt->fit = fitRuns(traces);
    context.deliver([this, learnt] {
      m_learnt = learnt;
      showFit();
    });
  });
}

void FitPanel::showFit() {
  const Answer answer = fitAnswer(m_learnt->fit, m_learnt->names);
  setAnswer(toQt(answer.headline));
  m_table.setTable(fitTable(m_learnt->fit));
  m_view->resizeColumnsToContents();
  {
    const QSignalBlocker quiet(m_part);
    m_part->clear();
    int first = -1;
    for (const FitPart& part : m_learnt->fit.parts) {
      if (first < 0 && part.key == "duration")
        first = m_part->count();
      m_part->addItem(toQt(part.title), toQt(part.key));
    }
    m_part->setCurrentIndex(std::max(0, first));
  }
  m_part->setEnabled(m_part->count() > 0);
  m_make->setEnabled(true);
  const FittedScenarioOptions options = fittedScenarioOptions(m_learnt->runs, {});
  if (options.memory.inBytes() > 0)
    m_memory->setText(toQt(writeMemory(options.memory)));
  m_chart->setLabel({tr("Fit"), toQt(answer.headline)});
  showChosen();
}

const FitPart* FitPanel::chosen() const {
  return m_learnt ? m_learnt->fit.find(fromQt(m_part->currentData().toString())) : nullptr;
}

void FitPanel::showPart(const QString& key) {
  m_part->setCurrentIndex(m_part->findData(key));
}

void FitPanel::showChosen() {
  const FitPart* part = chosen();
  if (part == nullptr)
    return;
  QStringList words;
  if (part->identified())
    words << toQt(part->method);
  else
    words << tr("Not known: %1").arg(toQt(part->why));
  for (const std::string& note : part->notes)
    words << toQt(note);
  m_note->setText(words.join(QStringLiteral("; ")));
  m_chart->setTimes(timesOf(*part));
}

void FitPanel::makeScenario() {
  if (!m_learnt)
    return;
  FittedScenarioOptions options = fittedScenarioOptions(m_learnt->runs, m_learnt->names);
  if (const QString typed = m_memory->text().trimmed(); !typed.isEmpty()) {
    const auto memory = parseMemory(fromQt(typed));
    if (!memory)
      return m_note->setText(tr("The memory is no size: %1").arg(toQt(memory.error().text(1))));
    options.memory = *memory;
  }
  const FitPart* duration = m_learnt->fit.find("duration");
  if (duration == nullptr || !duration->identified())
    return m_note->setText(tr("No scenario can be made of a run whose calls have no duration."));
  if (options.memory.inBytes() <= 0) {
    m_memory->setFocus();
    return m_note->setText(tr("The run does not say how much memory its calls had: type it above, e.g. 1024 MB."));
  }
  const std::string text = writeJson(fittedScenario(m_learnt->fit, options)) + "\n";
  if (const auto opened = workbench().document().openText(toQt(text), {}); !opened)
    Q_EMIT workbench().problem(tr("The scenario was not made"), opened.error());
}

std::vector<Exportable> FitPanel::exportables() const {
  if (!m_learnt)
    return {};
  return {{QStringLiteral("fit-times"), [this](const QString& file) { return m_chart->saveTo(file).has_value(); }, {}},
          {QStringLiteral("fit"), {}, [this] { return &m_table.table(); }}};
}

} // namespace coldframe::ui
