package io.smolotchi.release.web.uploads;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/**
 * A form with an archive in it, read as it comes. The server's own parts would be spooled to a temporary directory first, and before anybody has asked who
 * sends them: so the form is not parsed until its sender is known to be allowed to, and its token comes in the address.
 *
 * @param version as it was typed in; may be empty
 */
public record UploadForm(String id, String version) {

    private static final String ARCHIVE = "archive";
    private static final String VERSION = "version";
    private static final int LONGEST_FIELD = 256;
    private static final int MOST_FIELDS = 8;
    /** Boundaries and fields around the archive. */
    private static final long AROUND = 16 << 10;

    /**
     * Reads the whole request, and no more than an archive may have; of one that is refused, no more than up to there.
     *
     * @throws Refused when it is no such form, and as {@link Uploads#receive}; nothing of it is left behind then
     */
    public static UploadForm receive(HttpServletRequest request, Uploads uploads) throws IOException {
        Uploads.refuseUnlessSmaller(request.getContentLengthLong(), uploads.most() + AROUND);
        FileUpload reader = new FileUpload();
        reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
        reader.setSizeMax(uploads.most() + AROUND);
        String id = "";
        String version = "";
        boolean whole = false;
        try {
            FileItemIterator items = reader.getItemIterator(new ServletRequestContext(request));
            for (int fields = 0; items.hasNext(); fields++) {
                if (fields == MOST_FIELDS) {
                    throw malformed();
                }
                FileItemStream item = items.next();
                // closed at its end only: closing a part reads the rest of it
                InputStream content = item.openStream();
                if (!item.isFormField() && ARCHIVE.equals(item.getFieldName()) && id.isEmpty()) {
                    id = uploads.receive(content, String.valueOf(item.getName()), request.getContentLengthLong());
                } else if (item.isFormField() && VERSION.equals(item.getFieldName())) {
                    version = new String(content.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8).strip();
                }
                content.close();
            }
            if (id.isEmpty()) {
                throw malformed();
            }
            whole = true;
            return new UploadForm(id, version);
        } catch (SizeException | FileUploadIOException larger) {
            throw Uploads.tooLarge(uploads.most());
        } catch (FileUploadException | MultipartStream.MalformedStreamException | InvalidFileNameException noForm) {
            throw malformed();
        } finally {
            if (!whole && !id.isEmpty()) {
                uploads.takeAway(id);
            }
        }
    }

    private static Refused malformed() {
        return new Refused(
                Code.VALUE_MALFORMED, "cannot receive that: because it is no form with an archive in it", "");
    }
}
