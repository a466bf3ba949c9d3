// What goes with an answer, sentence by sentence. Where the window is low the first ones are shown and the rest
// unfolds, so that the chart keeps its room; whoever folds or unfolds it once is not overruled by the window's height.
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

class QLabel;
class QToolButton;

namespace coldframe::ui {

class Notes : public QWidget {
  Q_OBJECT

public:
  explicit Notes(QWidget* parent = nullptr);

  void setLines(const QStringList& lines); // hidden while there are none
  const QStringList& lines() const { return m_lines; }
  void setRoom(int height); // of the panel

private:
  bool folded() const;
  void showLines();

  QStringList m_lines;
  QLabel* m_text;
  QToolButton* m_fold;
  bool m_low = false; // the panel is
  std::optional<bool> m_chosen;
};

} // namespace coldframe::ui
