// A tour of the window in two minutes: a card that says what one is looking at and a frame around it, stop by stop. It
// is never modal: whoever is curious works on, whoever has seen enough skips it, and the Help menu has it again.
#pragma once

#include <QFrame>
#include <vector>

class QLabel;
class QPushButton;

namespace coldframe::ui {

class MainWindow;

class Tour : public QFrame {
  Q_OBJECT

public:
  // Opens a scenario where none is open. Deletes itself at its end.
  static void begin(MainWindow& window);
  static bool seenBefore(); // begun once, whether or not it came to its end

  int stop() const { return m_stop; }
  static int stops();

public Q_SLOTS:
  void next();
  void before();

protected:
  void keyPressEvent(QKeyEvent* event) override; // Return goes on, Escape ends
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override; // of the window: stays in its corner

private:
  explicit Tour(MainWindow& window);
  void show(int stop);
  void place();

  MainWindow& m_window;
  int m_stop = 0;
  QLabel* m_title;
  QLabel* m_words;
  QLabel* m_count;
  QPushButton* m_before;
  QPushButton* m_next;
  QWidget* m_frame; // around what is spoken of
};

} // namespace coldframe::ui
