// A card of the gallery: a thumbnail of cost against time, the scenario's name, its question, and the headline of its
// answer. A button to mouse, keyboard and screen readers.
#pragma once

#include "ui/panels/golden_outcome.h"

#include <QAbstractButton>

namespace coldframe::ui {

class ScenarioCard : public QAbstractButton {
  Q_OBJECT

public:
  ScenarioCard(const QString& title, const QString& question, GoldenOutcome outcome, QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

protected:
  void keyPressEvent(QKeyEvent* event) override; // Return opens it too
  void paintEvent(QPaintEvent* event) override;

private:
  int unit() const; // the grid: half a line
  QRect textRect(int width) const;
  void paintThumbnail(QPainter& painter, const QRectF& box) const;

  QString m_question;
  GoldenOutcome m_outcome;
};

} // namespace coldframe::ui
