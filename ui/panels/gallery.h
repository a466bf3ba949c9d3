// Cards in as many columns as there is room for.
#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;

namespace coldframe::ui {

class Gallery : public QWidget {
  Q_OBJECT

public:
  explicit Gallery(QWidget* parent = nullptr);

  void add(QWidget* card);
  int columns() const { return m_columns; }

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  void place();

  QGridLayout* m_grid;
  std::vector<QWidget*> m_cards;
  int m_columns = 0;
};

} // namespace coldframe::ui
