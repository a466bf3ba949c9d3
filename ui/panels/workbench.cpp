#include "ui/panels/workbench.h"

#include "ui/document/text.h"

#include <algorithm>

namespace coldframe::ui {

namespace {

// Long enough that a typed number is one edit, short enough to feel at once.
constexpr int kAfterEditMs = 60;

// What one wants to see first: the fastest way to do a job, else the cheapest that is paid for. A machine of one's own
// that everything is measured against is seldom the question.
const Outcome& mostInteresting(const Comparison& comparison) {
  const Outcome* best = nullptr;
  for (const Outcome& outcome : comparison.platforms) {
    if (outcome.id == comparison.bestMakespan && outcome.id != comparison.baselineId)
      return outcome;
    if (outcome.feasible && comparison.sendsBill(outcome) &&
        (best == nullptr || comparison.monthCost(outcome).estimate->mean < comparison.monthCost(*best).estimate->mean))
      best = &outcome;
  }
  return best != nullptr ? *best : comparison.platforms.front();
}

} // namespace

Workbench::Workbench(Catalogue catalogue, QObject* parent) : QObject(parent), m_document(std::move(catalogue)) {
  m_afterEdit.setSingleShot(true);
  m_afterEdit.setInterval(kAfterEditMs);
  connect(&m_document, &ScenarioDocument::opened, this, [this] {
    m_compared = {};
    m_selected.clear();
    Q_EMIT comparedChanged();
  });
  connect(&m_document, &ScenarioDocument::scenarioChanged, &m_afterEdit, qOverload<>(&QTimer::start));
  connect(&m_afterEdit, &QTimer::timeout, this, &Workbench::compareNow);
  connect(&m_job, &ComparisonJob::compared, this, [this](const ComparedScenario& result) {
    m_compared = result;
    const bool lost = selectedOutcome() == nullptr;
    if (lost)
      m_selected = toQt(mostInteresting(*result.comparison).id);
    Q_EMIT comparedChanged();
    if (lost)
      Q_EMIT selectionChanged();
  });
  connect(&m_job, &ComparisonJob::failed, this,
          [this](const Error& error) { Q_EMIT problem(tr("The comparison could not be made"), error); });
}

const Outcome* Workbench::selectedOutcome() const {
  if (!m_compared.comparison)
    return nullptr;
  const std::vector<Outcome>& platforms = m_compared.comparison->platforms;
  const auto found = std::find_if(platforms.begin(), platforms.end(),
                                  [&](const Outcome& outcome) { return toQt(outcome.id) == m_selected; });
  return found == platforms.end() ? nullptr : &*found;
}

void Workbench::selectPlatform(const QString& id) {
  if (id == m_selected)
    return;
  m_selected = id;
  Q_EMIT selectionChanged();
}

void Workbench::compareNow() {
  m_afterEdit.stop();
  if (const auto scenario = m_document.scenario())
    m_job.start(scenario, m_replications);
}

void Workbench::setReplications(std::uint64_t replications) {
  if (replications == m_replications)
    return;
  m_replications = replications;
  Q_EMIT replicationsChanged();
  compareNow();
}

} // namespace coldframe::ui
