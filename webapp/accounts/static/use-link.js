// Saves the tap: a person's browser runs this, a program that looks into mails does not.
document.getElementById("use-link").requestSubmit();
