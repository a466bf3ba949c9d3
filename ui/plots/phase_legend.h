// The phases of a call and their colours, as a line of chips; those that are drawn slim or hatched look like that here.
#pragma once

#include <QWidget>

namespace coldframe::ui {

class PhaseLegend : public QWidget {
  Q_OBJECT

public:
  explicit PhaseLegend(QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  int chipWidth() const;
};

} // namespace coldframe::ui
