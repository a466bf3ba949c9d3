#include "ui/panels/density_sketch.h"

#include "sim/units/data_size.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/plots/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <vector>

namespace coldframe::ui {

namespace {

constexpr int kBins = 72;
constexpr double kShown = 0.99; // of what there is

QString shown(ValueKind kind, double base) {
  if (!std::isfinite(base))
    return DensitySketch::tr("infinite");
  switch (kind) {
  case ValueKind::Duration:
    return toQt(showDuration(base / 1e9));
  case ValueKind::Memory:
    return toQt(showMemory(Memory::bytes(static_cast<std::int64_t>(base))));
  case ValueKind::Bytes:
    return toQt(writeBytes(Bytes::of(static_cast<std::int64_t>(base))));
  default:
    return QString::number(base, 'g', 3);
  }
}

} // namespace

DensitySketch::DensitySketch(ValueKind of, QWidget* parent) : QWidget(parent), m_of(of) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DensitySketch::sizeHint() const {
  return {20 * fontMetrics().averageCharWidth(), 4 * fontMetrics().height()};
}

void DensitySketch::setDistribution(const std::optional<Distribution>& distribution) {
  m_distribution = distribution;
  m_words = distribution ? tr("mean %1 · 95 % below %2")
                               .arg(shown(m_of, distribution->mean()), shown(m_of, distribution->quantile(0.95)))
                         : QString();
  setAccessibleName(m_words);
  setVisible(distribution.has_value());
  update();
}

void DensitySketch::paintEvent(QPaintEvent*) {
  if (!m_distribution)
    return;
  const Theme theme = Theme::of(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QFont small = sized(font(), TypeSize::Small);
  constexpr int kWrapped = static_cast<int>(Qt::TextWordWrap) | static_cast<int>(Qt::AlignLeft);
  const int line = QFontMetrics(small).boundingRect(QRect(0, 0, width(), height()), kWrapped, m_words).height();
  const QRectF box = QRectF(rect()).adjusted(1, 2, -1, -line - 1);
  const double to = m_distribution->quantile(kShown);
  const double from = std::min(m_distribution->quantile(1 - kShown), to * 0.999);
  // From zero, unless that would squeeze the shape into a corner.
  const double begin = from > 0.6 * to ? from - (to - from) * 0.1 : 0;
  if (to > begin) {
    std::vector<double> density(kBins);
    double below = m_distribution->cdf(begin);
    for (int i = 0; i < kBins; ++i) {
      const double next = m_distribution->cdf(begin + (to - begin) * (i + 1) / kBins);
      density[static_cast<std::size_t>(i)] = std::max(0.0, next - below);
      below = next;
    }
    const double most = std::max(*std::ranges::max_element(density), 1e-12);
    const auto x = [&](double share) { return box.left() + share * box.width(); };
    QPainterPath path(QPointF(x(0), box.bottom()));
    for (int i = 0; i < kBins; ++i)
      path.lineTo(x((i + 0.5) / kBins), box.bottom() - density[static_cast<std::size_t>(i)] / most * box.height());
    path.lineTo(x(1), box.bottom());
    QColor fill = theme.accent;
    fill.setAlphaF(0.25f);
    painter.fillPath(path, fill);
    painter.setPen(QPen(theme.accent, 1.2));
    painter.drawPath(path);
    const double mean = m_distribution->mean();
    if (mean > begin && mean < to) {
      painter.setPen(QPen(theme.text, 1, Qt::DotLine));
      painter.drawLine(QPointF(x((mean - begin) / (to - begin)), box.top()),
                       QPointF(x((mean - begin) / (to - begin)), box.bottom()));
    }
  }
  painter.setPen(QPen(theme.axis, 1));
  painter.drawLine(box.bottomLeft(), box.bottomRight());
  painter.setPen(theme.faintText);
  painter.setFont(small);
  painter.drawText(QRect(0, height() - line, width(), line), kWrapped, m_words);
}

} // namespace coldframe::ui
