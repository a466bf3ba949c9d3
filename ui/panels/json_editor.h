// The text of the open scenario, coloured, with what is wrong marked at its line. Typing changes the document once the
// text is JSON again; until then nothing is lost and the message says where it breaks.
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

class QLabel;
class QSyntaxHighlighter;

namespace coldframe::ui {

class ScenarioDocument;

class JsonEditor : public QWidget {
  Q_OBJECT

public:
  explicit JsonEditor(ScenarioDocument& document, QWidget* parent = nullptr);

protected:
  void changeEvent(QEvent* event) override; // another palette: other colours of the text

private:
  void showDocument();
  void showProblems();

  ScenarioDocument& m_document;
  QPlainTextEdit* m_edit;
  QLabel* m_message;
  QSyntaxHighlighter* m_colours;
  QTimer m_afterTyping;
};

} // namespace coldframe::ui
