// What all panels share: the open document, the comparison made of it, and one selection. Editing starts a new
// comparison by itself.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/jobs/comparison_job.h"

#include <QTimer>

namespace coldframe::ui {

class Workbench : public QObject {
  Q_OBJECT

public:
  explicit Workbench(Catalogue catalogue, QObject* parent = nullptr);

  ScenarioDocument& document() { return m_document; }
  ComparisonJob& comparisonJob() { return m_job; }

  // The newest comparison; its scenario may be older than the document's while a new one is made.
  const ComparedScenario& compared() const { return m_compared; }
  // The outcome of the selected platform; nullptr before the first comparison.
  const Outcome* selectedOutcome() const;
  const QString& selectedPlatform() const { return m_selected; }
  void selectPlatform(const QString& id);

  void compareNow(); // what an edit does after a moment
  // Of the refined comparison. Another number asks again.
  std::uint64_t replications() const { return m_replications; }
  void setReplications(std::uint64_t replications);

Q_SIGNALS:
  void comparedChanged();
  void selectionChanged();
  void replicationsChanged();
  // Something went wrong that has no better place: the drawer shows it.
  void problem(const QString& what, const coldframe::Error& error);

private:
  ScenarioDocument m_document;
  ComparisonJob m_job;
  QTimer m_afterEdit;
  ComparedScenario m_compared;
  QString m_selected;
  std::uint64_t m_replications = 10;
};

} // namespace coldframe::ui
