// Where another platform becomes cheaper in the month, over what the user chooses: the curves of both, their crossings
// and today's point; or why there is none. What there is to choose from is found with the curves, off the window's
// thread.
#pragma once

#include "sim/scenario/load_scenario.h"
#include "sim/study/breakeven.h"
#include "ui/jobs/background.h"

#include <QWidget>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;

namespace coldframe::ui {

class BreakevenChart;

class BreakevenView : public QWidget {
  Q_OBJECT

public:
  explicit BreakevenView(QWidget* parent = nullptr);
  ~BreakevenView() override;

  // `own`: the platform that is compared. `provenance`: where the figures come from.
  void look(std::shared_ptr<const LoadedScenario> scenario, const Catalogue& catalogue, const std::string& own,
            const QString& provenance);
  void forget();

  QComboBox& against() { return *m_against; } // which platform, and over what: the panel has them among its choices
  QComboBox& over() { return *m_over; }
  BreakevenChart& chart() { return *m_chart; }
  const std::optional<BreakevenStudy>& study() const { return m_study; }
  bool isBusy() const { return m_background.isBusy(); }

private:
  struct Offer {
    QString name, title; // of a quantity
  };
  void offerPlatforms();
  void start();
  void showOffers(const std::vector<Offer>& offers, const std::string& chosen);
  void showNone(const QString& why);
  void showCurves();

  std::shared_ptr<const LoadedScenario> m_scenario;
  const Catalogue* m_catalogue = nullptr;
  std::string m_own;
  QString m_provenance;
  std::optional<BreakevenStudy> m_study;
  QComboBox* m_against;
  QComboBox* m_over;
  BreakevenChart* m_chart;
  QLabel* m_none;
  Background m_background; // last: its end waits for the work
};

} // namespace coldframe::ui
