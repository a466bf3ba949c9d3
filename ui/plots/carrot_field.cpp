#include "ui/plots/carrot_field.h"

#include "ui/plots/carrot_scene.h"
#include "ui/plots/colour.h"
#include "ui/plots/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

// Soil, leaf and machine in both themes; carrot and frost are the colours of "running" and "cold start".
struct FieldColours {
  QColor soil;
  QColor furrow;
  QColor hole;
  QColor leaf;
  QColor machine;
  QColor idle;
  QColor wheel;
  QColor glass;
};

FieldColours coloursOf(const Theme& theme) {
  if (theme.dark)
    return {QColor(0x3a, 0x2c, 0x22), QColor(0x31, 0x25, 0x1d), QColor(0x20, 0x18, 0x13), QColor(0x5f, 0xae, 0x55),
            QColor(0xd9, 0xdd, 0xe0), QColor(0x76, 0x80, 0x88), QColor(0x10, 0x12, 0x14), QColor(0x8f, 0xa4, 0xb3)};
  return {QColor(0xb9, 0x94, 0x74), QColor(0xa9, 0x84, 0x65), QColor(0x7d, 0x5d, 0x45), QColor(0x3f, 0x8f, 0x3a),
          QColor(0x2f, 0x4b, 0x63), QColor(0x9a, 0xa4, 0xac), QColor(0x1d, 0x22, 0x26), QColor(0x7f, 0x98, 0xa8)};
}

class FieldPainter {
public:
  FieldPainter(QPainter& painter, const QRectF& target, const CarrotScene& scene, const Theme& theme)
      : m_painter(painter), m_scene(scene), m_theme(theme), m_colours(coloursOf(theme)) {
    std::size_t most = 1;
    for (const CarrotRow& row : scene.rows)
      most = std::max(most, row.carrots);
    m_idle = static_cast<std::size_t>(std::ranges::count(scene.harvesters, Harvester::State::Idle, &Harvester::state));
    const auto rows = static_cast<double>(std::max<std::size_t>(1, scene.rows.size()));
    // Across: idle machines, the headland, the carrots, the other headland.
    m_idleColumns = std::ceil(static_cast<double>(m_idle) / rows);
    const double columns = m_idleColumns * kMachine + kMachine + static_cast<double>(most) + kMachine;
    m_cell = std::min(target.width() / columns, target.height() / (rows * kRowPitch));
    const QSizeF size(columns * m_cell, rows * kRowPitch * m_cell);
    m_origin = target.center() - QPointF(size.width() / 2, size.height() / 2);
    m_bedLeft = m_origin.x() + (m_idleColumns + 1) * kMachine * m_cell;
    m_bed = QRectF(m_bedLeft - 0.3 * m_cell, m_origin.y(), (static_cast<double>(most) + 0.6) * m_cell, size.height());
  }

  void paint() {
    m_painter.setRenderHint(QPainter::Antialiasing);
    paintBed();
    for (std::size_t row = 0; row < m_scene.rows.size(); ++row)
      paintRow(row);
    paintGlass();
    std::size_t idle = 0;
    for (const Harvester& harvester : m_scene.harvesters)
      if (harvester.state == Harvester::State::Idle)
        paintIdle(idle++);
      else
        paintHarvester(harvester);
  }

private:
  static constexpr double kMachine = 1.7; // carrots long
  static constexpr double kRowPitch = 1.15;

  double rowMiddle(std::size_t row) const {
    return m_origin.y() + (static_cast<double>(row) + 0.5) * kRowPitch * m_cell;
  }

  void paintBed() {
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colours.soil);
    m_painter.drawRoundedRect(m_bed, m_cell * 0.2, m_cell * 0.2);
    m_painter.setBrush(m_colours.furrow);
    for (std::size_t row = 0; row < m_scene.rows.size(); ++row)
      m_painter.drawRoundedRect(QRectF(m_bed.left() + m_cell * 0.15, rowMiddle(row) - m_cell * 0.42,
                                       m_bed.width() - m_cell * 0.3, m_cell * 0.84),
                                m_cell * 0.42, m_cell * 0.42);
  }

  void paintRow(std::size_t row) {
    const CarrotRow& carrots = m_scene.rows[row];
    for (std::size_t i = 0; i < carrots.carrots; ++i) {
      const QPointF middle(m_bedLeft + (static_cast<double>(i) + 0.5) * m_cell, rowMiddle(row));
      if (i < carrots.pulled)
        paintHole(middle);
      else
        paintCarrot(middle, (row * 7 + i * 3) % 5);
    }
  }

  void paintHole(QPointF middle) {
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colours.hole);
    m_painter.drawEllipse(middle, m_cell * 0.17, m_cell * 0.12);
  }

  // From above: the shoulder of the carrot, and five leaves around it, each plant turned its own way.
  void paintCarrot(QPointF middle, std::size_t turn) {
    m_painter.save();
    m_painter.translate(middle);
    m_painter.rotate(static_cast<double>(turn) * 14);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colours.leaf);
    for (int leaf = 0; leaf < 5; ++leaf) {
      QPainterPath path;
      path.moveTo(0, 0);
      path.cubicTo(m_cell * 0.16, -m_cell * 0.12, m_cell * 0.1, -m_cell * 0.36, 0, -m_cell * 0.42);
      path.cubicTo(-m_cell * 0.1, -m_cell * 0.36, -m_cell * 0.16, -m_cell * 0.12, 0, 0);
      m_painter.drawPath(path);
      m_painter.rotate(72);
    }
    m_painter.setBrush(m_theme.phase(CallPhase::Running));
    m_painter.drawEllipse(QPointF(), m_cell * 0.16, m_cell * 0.16);
    m_painter.restore();
  }

  void paintGlass() {
    m_painter.setBrush(Qt::NoBrush);
    QColor frame = m_colours.glass;
    m_painter.setPen(QPen(frame, std::max(1.5, m_cell * 0.1)));
    m_painter.drawRoundedRect(m_bed.adjusted(-2, -2, 2, 2), m_cell * 0.2, m_cell * 0.2);
    frame.setAlphaF(m_theme.dark ? 0.16f : 0.35f);
    m_painter.setPen(QPen(frame, std::max(1.0, m_cell * 0.05)));
    for (int pane = 1; pane < 4; ++pane) {
      const double x = m_bed.left() + m_bed.width() * pane / 4;
      m_painter.drawLine(QPointF(x, m_bed.top()), QPointF(x, m_bed.bottom()));
    }
    // A breath of light across the panes.
    QLinearGradient light(m_bed.topLeft(), m_bed.bottomRight());
    QColor gleam(Qt::white);
    gleam.setAlphaF(m_theme.dark ? 0.04f : 0.13f);
    light.setColorAt(0.30, Qt::transparent);
    light.setColorAt(0.36, gleam);
    light.setColorAt(0.44, gleam);
    light.setColorAt(0.50, Qt::transparent);
    m_painter.fillRect(m_bed, light);
  }

  void paintIdle(std::size_t i) {
    const std::size_t rows = std::max<std::size_t>(1, m_scene.rows.size());
    const double column = static_cast<double>(i / rows);
    paintMachine(QPointF(m_origin.x() + (m_idleColumns - column - 0.5) * kMachine * m_cell, rowMiddle(i % rows)),
                 m_colours.idle);
  }

  void paintHarvester(const Harvester& harvester) {
    const std::size_t row = harvester.row.value_or(0);
    const double carrots = row < m_scene.rows.size() ? static_cast<double>(m_scene.rows[row].carrots) : 0;
    // Its nose is over the carrot that comes next.
    const double x = m_bedLeft + (harvester.along * carrots - kMachine / 2) * m_cell +
                     (harvester.state == Harvester::State::Done ? kMachine * m_cell : 0);
    const QPointF middle(x, rowMiddle(row));
    paintMachine(middle, m_colours.machine);
    if (harvester.state == Harvester::State::Frosted)
      paintFrost(middle);
    if (harvester.state == Harvester::State::SettingUp)
      paintLamp(middle);
  }

  void paintMachine(QPointF middle, const QColor& body) {
    const double length = kMachine * m_cell * 0.78;
    const double width = m_cell * 0.62;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colours.wheel);
    for (const double along : {-0.3, 0.28})
      for (const double side : {-0.5, 0.5})
        m_painter.drawRoundedRect(QRectF(middle.x() + along * length - m_cell * 0.17,
                                         middle.y() + side * width * 1.12 - m_cell * 0.07, m_cell * 0.34,
                                         m_cell * 0.14),
                                  2, 2);
    const QRectF box(middle.x() - length / 2, middle.y() - width / 2, length, width);
    m_painter.setBrush(body);
    m_painter.drawRoundedRect(box, m_cell * 0.16, m_cell * 0.16);
    m_painter.setBrush(mixed(body, m_theme.background, 0.55)); // the cab
    m_painter.drawRoundedRect(QRectF(box.left() + length * 0.12, box.top() + width * 0.2, length * 0.3, width * 0.6),
                              m_cell * 0.08, m_cell * 0.08);
    m_painter.setBrush(m_theme.phase(CallPhase::Running)); // the basket
    m_painter.drawRoundedRect(QRectF(box.left() + length * 0.56, box.top() + width * 0.24, length * 0.3, width * 0.52),
                              m_cell * 0.08, m_cell * 0.08);
  }

  void paintFrost(QPointF middle) {
    QColor frost = m_theme.phase(CallPhase::ColdStart);
    QColor haze = frost;
    haze.setAlphaF(0.45f);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(haze);
    m_painter.drawEllipse(middle, m_cell * 0.85, m_cell * 0.55);
    m_painter.setPen(QPen(mixed(frost, Qt::white, 0.6), std::max(1.0, m_cell * 0.06), Qt::SolidLine, Qt::RoundCap));
    for (int crystal = -1; crystal <= 1; ++crystal)
      for (int arm = 0; arm < 3; ++arm) {
        const double angle = arm * M_PI / 3;
        const QPointF at = middle + QPointF(crystal * m_cell * 0.42, (crystal % 2) * m_cell * 0.08);
        const QPointF reach(std::cos(angle) * m_cell * 0.19, std::sin(angle) * m_cell * 0.19);
        m_painter.drawLine(at - reach, at + reach);
      }
  }

  void paintLamp(QPointF middle) {
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.phase(CallPhase::SetUp));
    m_painter.drawEllipse(middle + QPointF(-m_cell * 0.42, 0), m_cell * 0.16, m_cell * 0.16);
  }

  QPainter& m_painter;
  const CarrotScene& m_scene;
  const Theme& m_theme;
  FieldColours m_colours;
  std::size_t m_idle = 0;
  double m_idleColumns = 0;
  double m_cell = 1;
  QPointF m_origin;
  double m_bedLeft = 0;
  QRectF m_bed;
};

} // namespace

CarrotField::CarrotField(TimeAxis& axis, QWidget* parent) : QWidget(parent), m_axis(axis) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("The carrot field: rows are calls, carrots are items, machines are workers"));
  connect(&m_axis, &TimeAxis::playheadChanged, this, qOverload<>(&QWidget::update));
}

void CarrotField::setTrace(std::shared_ptr<const Trace> trace, std::size_t harvesters) {
  m_trace = std::move(trace);
  m_harvesters = harvesters;
  update();
}

CarrotScene CarrotField::scene() const {
  if (!m_trace)
    return {};
  return sceneAt(*m_trace, static_cast<std::int64_t>(std::llround(m_axis.playhead() * 1e9)), m_harvesters);
}

QSize CarrotField::sizeHint() const {
  return QSize(48, 26) * fontMetrics().averageCharWidth();
}

QSize CarrotField::minimumSizeHint() const {
  return QSize(24, 14) * fontMetrics().averageCharWidth();
}

void CarrotField::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintCarrotField(painter, QRectF(rect()).adjusted(4, 4, -4, -4), scene(), Theme::of(palette()));
}

void paintCarrotField(QPainter& painter, const QRectF& target, const CarrotScene& scene, const Theme& theme) {
  FieldPainter(painter, target, scene, theme).paint();
}

} // namespace coldframe::ui
