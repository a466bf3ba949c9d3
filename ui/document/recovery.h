// Unsaved work, kept beside the user's own files and never in their place: one recovery file per open document, written
// a moment after each change and removed when the work is saved. What is left unsaved by a crash, by closing the window
// or by opening something else is offered again until it is restored or given up.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <vector>

namespace coldframe::ui {

class ScenarioDocument;

struct RecoveredWork {
  QString recoveryFile;
  QString file; // the document's own file; empty: never saved
  QString title;
  QString text;
  QDateTime saved;
};

class Recovery : public QObject {
  Q_OBJECT

public:
  // `folder`: where recovery files lie; made when first needed.
  Recovery(ScenarioDocument& document, QString folder, QObject* parent = nullptr);
  ~Recovery() override; // what is unsaved by then stays behind

  static QString standardFolder();
  std::vector<RecoveredWork> found() const; // newest first, without what is open; what cannot be read is passed over
  void discard(const RecoveredWork& work);
  void writeNow();

Q_SIGNALS:
  void written(const QDateTime& at);

private:
  bool isUnsaved() const;
  void remove();
  QString newFile() const;

  ScenarioDocument& m_document;
  QString m_folder;
  QString m_file; // ours
  QTimer m_afterChange;
};

} // namespace coldframe::ui
