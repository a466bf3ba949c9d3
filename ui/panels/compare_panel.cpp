#include "ui/panels/compare_panel.h"

#include "sim/report/comparison_answer.h"
#include "sim/report/comparison_table.h"
#include "ui/document/text.h"
#include "ui/panels/table_twin.h"
#include "ui/panels/workbench.h"
#include "ui/plots/bar_strips.h"
#include "ui/plots/cost_time_plot.h"

#include <QHeaderView>
#include <QTableView>

namespace coldframe::ui {

namespace {

// What the bars show, in the words of the table.
std::vector<BarStrip> stripsOf(const Comparison& comparison) {
  struct Kind {
    QString title;
    const Figure& (*figure)(const Comparison&, const Outcome&);
    Cell (*cell)(const Figure&);
  };
  const auto time = [](const Comparison& of, const Outcome& outcome) -> const Figure& { return of.time(outcome); };
  const auto month = [](const Comparison& of, const Outcome& outcome) -> const Figure& {
    return of.monthCost(outcome);
  };
  std::vector<Kind> kinds{
      {comparison.isJob ? ComparePanel::tr("makespan") : ComparePanel::tr("p95 response"), time, durationCell}};
  if (comparison.isJob) {
    kinds.push_back({ComparePanel::tr("speedup"),
                     [](const Comparison&, const Outcome& outcome) -> const Figure& { return outcome.speedup; },
                     ratioCell});
    kinds.push_back({ComparePanel::tr("this run"),
                     [](const Comparison&, const Outcome& outcome) -> const Figure& { return outcome.run.marginalUsd; },
                     moneyCell});
  } else {
    kinds.push_back(
        {ComparePanel::tr("cold starts"),
         [](const Comparison&, const Outcome& outcome) -> const Figure& { return outcome.coldStartFraction; },
         percentCell});
  }
  kinds.push_back({ComparePanel::tr("month"), month, moneyCell});
  std::vector<BarStrip> strips;
  for (const Kind& kind : kinds) {
    BarStrip& strip = strips.emplace_back();
    strip.title = kind.title;
    for (std::size_t i = 0; i < comparison.platforms.size(); ++i) {
      const Outcome& outcome = comparison.platforms[i];
      Bar& bar = strip.bars.emplace_back();
      bar.platform = toQt(outcome.id);
      bar.place = i;
      const Figure& figure = kind.figure(comparison, outcome);
      if (!figure.estimate)
        continue;
      const Estimate& estimate = *figure.estimate;
      bar.value = estimate.mean;
      bar.lo = estimate.lower();
      bar.hi = estimate.upper();
      bar.shown = toQt(kind.cell(Figure::of({estimate.mean})).shown); // its interval is drawn
    }
  }
  return strips;
}

// "laptop, box: every call completed …": platforms of the same verdict share a line.
QString verdictsOf(const Comparison& comparison) {
  QStringList verdicts, lines;
  for (const Outcome& outcome : comparison.platforms) {
    const QString verdict = (outcome.feasible ? QString() : ComparePanel::tr("infeasible: ")) + toQt(outcome.verdict);
    const qsizetype same = verdicts.indexOf(verdict);
    if (same >= 0) {
      lines[same] += u", " + toQt(outcome.id);
    } else {
      verdicts << verdict;
      lines << toQt(outcome.id);
    }
  }
  for (qsizetype i = 0; i < lines.size(); ++i)
    lines[i] += u": " + verdicts[i];
  return lines.join(u'\n');
}

} // namespace

ComparePanel::ComparePanel(Workbench& workbench, QWidget* parent)
    : Panel(workbench, parent), m_costTime(new CostTimePlot), m_bars(new BarStrips), m_verdicts(new QLabel),
      m_twin(new TableTwin(m_table, workbench, tr("Platforms"), true)) {
  body()->addWidget(m_costTime, 1);
  m_verdicts->setObjectName(QStringLiteral("verdicts"));
  m_verdicts->setAccessibleName(tr("Verdicts"));
  m_verdicts->setWordWrap(true);
  m_verdicts->setTextFormat(Qt::PlainText);
  m_verdicts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  body()->addWidget(m_bars);
  body()->addWidget(m_verdicts);
  body()->addWidget(m_twin);
  m_twin->view().horizontalHeader()->setStretchLastSection(false); // of numbers alone
  connect(m_costTime, &CostTimePlot::picked, &workbench, &Workbench::selectPlatform);

  connect(&workbench, &Workbench::comparedChanged, this, &ComparePanel::showComparison);
  connect(&workbench, &Workbench::selectionChanged, this, &ComparePanel::showSelection);
  connect(&workbench.comparisonJob(), &ComparisonJob::failed, this, [this](const Error& error) {
    if (!this->workbench().compared().comparison)
      setAnswer(tr("This scenario cannot be compared."), toQt(error.text()));
  });
  connect(m_twin->view().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (now.isValid())
              this->workbench().selectPlatform(now.siblingAtColumn(0).data().toString());
          });
  showComparison();
}

void ComparePanel::showComparison() {
  const auto& comparison = workbench().compared().comparison;
  if (!comparison) {
    m_table.setTable({});
    m_costTime->setComparison(nullptr);
    m_bars->setStrips({});
    m_verdicts->hide();
    return inviteScenario();
  }
  const Answer answer = comparisonAnswer(*comparison);
  setAnswer(answer, comparison->provisional);
  const QString provenance = toQt(answer.headline);
  m_costTime->setLabel({tr("Cost against time"), provenance});
  m_bars->setLabel({tr("What decides"), provenance});
  m_costTime->setComparison(comparison);
  m_bars->setStrips(stripsOf(*comparison));
  m_table.setTable(comparisonTable(*comparison));
  m_twin->view().setColumnHidden(m_table.columnCount() - 1, true); // the verdicts stand above, in whole lines
  m_twin->fit();
  m_verdicts->setText(verdictsOf(*comparison));
  m_verdicts->show();
  showSelection();
}

void ComparePanel::showSelection() {
  m_costTime->setSelected(workbench().selectedPlatform());
  for (int row = 0; row < m_table.rowCount(); ++row)
    if (m_table.index(row, 0).data().toString() == workbench().selectedPlatform())
      m_twin->view().selectRow(row);
}

std::vector<Exportable> ComparePanel::exportables() const {
  const auto chart = [](PlotWidget* plot) {
    return [plot](const QString& file) { return plot->saveTo(file).has_value(); };
  };
  return {{QStringLiteral("compare-cost-time"), chart(m_costTime), {}},
          {QStringLiteral("compare-bars"), chart(m_bars), {}},
          {QStringLiteral("compare-platforms"), {}, [this] { return &m_table.table(); }}};
}

} // namespace coldframe::ui
