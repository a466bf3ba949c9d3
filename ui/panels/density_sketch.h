// The shape of a distribution in a line or three: its density as a filled curve up to its 99 % point, and in words its
// mean and where 95 % of it lie.
#pragma once

#include "sim/json/field_table.h"
#include "sim/random/distribution.h"

#include <QWidget>
#include <optional>

namespace coldframe::ui {

class DensitySketch : public QWidget {
public:
  explicit DensitySketch(ValueKind of, QWidget* parent = nullptr);

  void setDistribution(const std::optional<Distribution>& distribution); // nothing: hidden
  const QString& words() const { return m_words; }

  QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  ValueKind m_of;
  std::optional<Distribution> m_distribution;
  QString m_words;
};

} // namespace coldframe::ui
