package io.smolotchi.release.testhost;

/**
 * What a URL answered.
 *
 * @param status the HTTP status; 0 when there was no answer
 * @param body the body; the reason when there was no answer
 */
public record HttpAnswer(int status, String body) {
    static HttpAnswer of(ExecResult curl) {
        int cut = curl.stdout().lastIndexOf('\n');
        return curl.ok() && cut >= 0
                ? new HttpAnswer(
                        Integer.parseInt(curl.stdout().substring(cut + 1)),
                        curl.stdout().substring(0, cut))
                : new HttpAnswer(0, curl.stderr().strip());
    }
}
